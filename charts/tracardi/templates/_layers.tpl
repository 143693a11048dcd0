{{- /*
Puts `defaults`, and below it what components have by themselves, under the settings of each component and of the tenant Job: the
values, which it changes in place. As in lib/values/layers.ts.
*/ -}}
{{- define "tracardi.applyDefaults" -}}
{{- $values := . -}}
{{- range include "tracardi.data.layers" . | fromYamlArray -}}
{{- $block := $values -}}
{{- range splitList "." .path -}}
{{- $block = get $block . -}}
{{- end -}}
{{- $shared := dict -}}
{{- $layer := . -}}
{{- range $key, $value := $values.defaults -}}
{{- if or (hasKey $layer.inFile $key) (hasKey $layer.own $key) -}}
{{- $_ := set $shared $key $value -}}
{{- end -}}
{{- end -}}
{{- include "tracardi.overlay" (list $block .inFile $shared) -}}
{{- include "tracardi.fill" (list $block .own) -}}
{{- end -}}
{{- end -}}

{{- /*
Gives a block what it lacks: (list BLOCK IN-FILE SHARED). Where values.yaml has a key, Helm has put it in, unless the user took it
away with null.
*/ -}}
{{- define "tracardi.overlay" -}}
{{- $block := first . -}}
{{- $inFile := index . 1 -}}
{{- range $key, $value := last . -}}
{{- $current := get $block $key -}}
{{- if not (hasKey $block $key) -}}
{{- if not (hasKey $inFile $key) -}}
{{- $_ := set $block $key $value -}}
{{- end -}}
{{- else if and (kindIs "map" $current) (kindIs "map" $value) -}}
{{- $below := get $inFile $key -}}
{{- include "tracardi.overlay" (list $current (ternary $below dict (kindIs "map" $below)) $value) -}}
{{- else if and (hasKey $inFile $key) (eq (toJson $current) (get $inFile $key | toJson)) -}}
{{- $_ := set $block $key $value -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* Gives a block what it lacks: (list BLOCK OWN). */ -}}
{{- define "tracardi.fill" -}}
{{- $block := first . -}}
{{- range $key, $value := last . -}}
{{- if not (hasKey $block $key) -}}
{{- $_ := set $block $key $value -}}
{{- else if and (kindIs "map" (get $block $key)) (kindIs "map" $value) -}}
{{- include "tracardi.fill" (list (get $block $key) $value) -}}
{{- end -}}
{{- end -}}
{{- end -}}
