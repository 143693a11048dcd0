{{- /*
Puts `defaults`, and below it what components have by themselves, under the settings of each component and of the tenant Job: the
values, which it changes in place. As in lib/values/layers.ts.
*/ -}}
{{- define "tracardi.applyDefaults" -}}
{{- $values := . -}}
{{- $lasting := include "tracardi.data.lastingSettings" . | fromYamlArray -}}
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
{{- include "tracardi.overlay" (list $block .inFile (include "tracardi.withoutRival" (list $shared $block) | fromJson)) -}}
{{- include "tracardi.fill" (list $block .own "" $lasting) -}}
{{- end -}}
{{- end -}}

{{- /*
Of a budget's two bounds the one that a component gives itself takes the place of the other in `defaults`, as JSON: (list SHARED BLOCK).
*/ -}}
{{- define "tracardi.withoutRival" -}}
{{- $shared := first . -}}
{{- $budget := $shared.podDisruptionBudget -}}
{{- $own := (last .).podDisruptionBudget -}}
{{- if and (kindIs "map" $budget) (kindIs "map" $own) -}}
{{- if not (and (kindIs "invalid" $own.minAvailable) (kindIs "invalid" $own.maxUnavailable)) -}}
{{- $shared = set (omit $shared "podDisruptionBudget") "podDisruptionBudget" (omit $budget "minAvailable" "maxUnavailable") -}}
{{- end -}}
{{- end -}}
{{- toJson $shared -}}
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

{{- /* Gives a block what it lacks, and in place of null what objects cannot do without: (list BLOCK OWN PATH LASTING). */ -}}
{{- define "tracardi.fill" -}}
{{- $block := first . -}}
{{- $path := index . 2 -}}
{{- $lasting := last . -}}
{{- range $key, $value := index . 1 -}}
{{- $place := printf "%s.%s" $path $key | trimPrefix "." -}}
{{- if not (hasKey $block $key) -}}
{{- $_ := set $block $key $value -}}
{{- else if and (kindIs "invalid" (get $block $key)) (has $place $lasting) -}}
{{- $_ := set $block $key $value -}}
{{- else if and (kindIs "map" (get $block $key)) (kindIs "map" $value) -}}
{{- include "tracardi.fill" (list (get $block $key) $value $place $lasting) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /*
Puts defaults where null took one away that objects cannot do without. Values without `seed` are those of an older chart, as
`helm upgrade --reuse-values` brings them: they lack what is new, and nobody took it away. As in lib/values/layers.ts.
*/ -}}
{{- define "tracardi.restoreDefaults" -}}
{{- $values := .Values -}}
{{- $defaults := .Files.Get "files/defaults.json" | fromJson -}}
{{- $lasting := $defaults.all -}}
{{- if hasKey $values "seed" -}}
{{- $lasting = $defaults.lasting -}}
{{- range $path := include "tracardi.data.nullIsNone" . | fromYamlArray -}}
{{- if kindIs "invalid" (include "tracardi.at" (list $values $path) | fromJson).value -}}
{{- include "tracardi.setAt" (list $values $path "") -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- include "tracardi.restore" (list $values $lasting $defaults.all) -}}
{{- end -}}

{{- /* (list VALUES LASTING ALL) */ -}}
{{- define "tracardi.restore" -}}
{{- $values := first . -}}
{{- $all := last . -}}
{{- range $key, $value := index . 1 -}}
{{- $current := get $values $key -}}
{{- if or (not (hasKey $values $key)) (kindIs "invalid" $current) -}}
{{- $_ := set $values $key (get $all $key) -}}
{{- else if and (kindIs "map" $value) (kindIs "map" $current) -}}
{{- include "tracardi.restore" (list $current $value (get $all $key)) -}}
{{- end -}}
{{- end -}}
{{- end -}}
