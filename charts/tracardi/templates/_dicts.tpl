{{- /* What is at a dotted path, as {"value": ...}: (list MAP PATH). Empty if there is nothing. */ -}}
{{- define "tracardi.at" -}}
{{- $value := first . -}}
{{- $found := true -}}
{{- range splitList "." (last .) -}}
{{- if and $found (kindIs "map" $value) (hasKey $value .) -}}
{{- $value = get $value . -}}
{{- else -}}
{{- $found = false -}}
{{- end -}}
{{- end -}}
{{- ternary (dict "value" $value) dict $found | toJson -}}
{{- end -}}

{{- /* Sets what is at a dotted path: (list MAP PATH VALUE). Makes the maps on the way that are missing. */ -}}
{{- define "tracardi.setAt" -}}
{{- $target := first . -}}
{{- $keys := splitList "." (index . 1) -}}
{{- range initial $keys -}}
{{- if not (kindIs "map" (get $target .)) -}}
{{- $_ := set $target . dict -}}
{{- end -}}
{{- $target = get $target . -}}
{{- end -}}
{{- $_ := set $target (last $keys) (last .) -}}
{{- end -}}

{{- /* A map as JSON, less the fields that are null or empty. Zero and false stay. */ -}}
{{- define "tracardi.given" -}}
{{- $given := dict -}}
{{- range $key, $value := . -}}
{{- if or $value (kindIs "bool" $value) (kindIs "float64" $value) (kindIs "int64" $value) (kindIs "int" $value) -}}
{{- $_ := set $given $key $value -}}
{{- end -}}
{{- end -}}
{{- toJson $given -}}
{{- end -}}

{{- /* "true" for what is neither absent nor null nor false nor empty, else empty. A number is given, 0 as any other. */ -}}
{{- define "tracardi.isGiven" -}}
{{- if or . (kindIs "float64" .) (kindIs "int64" .) (kindIs "int" .) -}}true{{- end -}}
{{- end -}}

{{- /* Maps put over each other as JSON, later ones win: (list MAP...). Unlike `merge`, an empty text wins, too. */ -}}
{{- define "tracardi.merged" -}}
{{- $merged := dict -}}
{{- range . -}}
{{- range $key, $value := . -}}
{{- $_ := set $merged $key $value -}}
{{- end -}}
{{- end -}}
{{- toJson $merged -}}
{{- end -}}

{{- /*
A scalar, or a document, as text. `print` would write 1000000 as 1e+06, since all numbers of values files are floats; those of
--set are not, and are made so. The sum takes the sign from -0.
*/ -}}
{{- define "tracardi.text" -}}
{{- if kindIs "string" . -}}
{{- . -}}
{{- else if or (kindIs "float64" .) (kindIs "int64" .) -}}
{{- addf . 0 | toJson -}}
{{- else if kindIs "map" . -}}
{{- toJson . | fromJson | toJson -}}
{{- else if not (kindIs "invalid" .) -}}
{{- toJson . -}}
{{- end -}}
{{- end -}}

{{- /*
Anything as YAML. `toYaml` does not escape characters that YAML takes for blanks and line ends, and loses line ends of a text that has
more than one at its end; Helm cuts blanks of any kind from the end of a document, and the words `<no value>` from anywhere. Such
texts are written as JSON in one line, which is YAML, too, and ends in a bracket or a quote.
*/ -}}
{{- define "tracardi.yaml" -}}
{{- $json := toJson . -}}
{{- $blanks := "[\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{202f}\\x{205f}\\x{3000}\\x{feff}]" -}}
{{- if or (regexMatch $blanks $json) (contains "\\u202" $json) (contains "\\u003cno value" $json) (contains "\"\\n\"" $json) (contains "\\n\\n\"" $json) -}}
{{- replace "\ufeff" "\\ufeff" $json -}}
{{- else -}}
{{- toYaml . -}}
{{- end -}}
{{- end -}}

{{- /* A map as JSON with the settings that go into a pod or a container as they are: (list MAP KIND SETTINGS). */ -}}
{{- define "tracardi.withFields" -}}
{{- $map := first . -}}
{{- $settings := last . -}}
{{- range $field, $key := get (include "tracardi.data.fields" . | fromYaml) (index . 1) -}}
{{- if hasKey $settings $key -}}
{{- $_ := set $map $field (get $settings $key) -}}
{{- end -}}
{{- end -}}
{{- include "tracardi.given" $map -}}
{{- end -}}
