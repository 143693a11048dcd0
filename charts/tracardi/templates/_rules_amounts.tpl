{{- /* Rules as in lib/values/rules/amounts.ts: quantities that Kubernetes takes and that are hardly meant. */ -}}

{{- define "tracardi.brokenAmountRules" -}}
{{- include "tracardi.brokenAmountsOf" (list "init" .Values.init.resources) -}}
{{- include "tracardi.brokenAmountsOf" (list "seed" .Values.seed.resources) -}}
{{- range $component := .TracardiMemo.components -}}
{{- include "tracardi.brokenAmountsOf" (list .path .settings.resources) -}}
{{- range $key := list "extraContainers" "extraInitContainers" -}}
{{- range $index, $container := default list (get $component.settings $key) -}}
{{- include "tracardi.brokenAmountsOf" (list (printf "%s.%s.%d" $component.path $key $index) .resources) -}}
{{- end -}}
{{- end -}}
{{- range $index, $volume := .settings.extraVolumes -}}
{{- $path := printf "%s.extraVolumes.%d" $component.path $index -}}
{{- with .emptyDir -}}
{{- if hasKey . "sizeLimit" -}}
{{- include "tracardi.brokenAmount" (list (printf "%s.emptyDir.sizeLimit" $path) "memory" .sizeLimit) -}}
{{- end -}}
{{- end -}}
{{- with (include "tracardi.at" (list $volume "ephemeral.volumeClaimTemplate.spec.resources.requests") | fromJson).value -}}
{{- include "tracardi.brokenAmountsIn" (list (printf "%s.ephemeral.volumeClaimTemplate.spec.resources.requests" $path) .) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* Those of a container: (list PATH RESOURCES). */ -}}
{{- define "tracardi.brokenAmountsOf" -}}
{{- $path := first . -}}
{{- $resources := default dict (last .) -}}
{{- range list "limits" "requests" -}}
{{- include "tracardi.brokenAmountsIn" (list (printf "%s.resources.%s" $path .) (get $resources .)) -}}
{{- end -}}
{{- end -}}

{{- /* (list PATH MAP). Names of resources may be any text: one that is no word ends its path. */ -}}
{{- define "tracardi.brokenAmountsIn" -}}
{{- $path := first . -}}
{{- $lines := list -}}
{{- range $name, $quantity := default dict (last .) -}}
{{- $place := ternary (printf "%s.%s" $path $name) $path (regexMatch "^[A-Za-z_][A-Za-z0-9_-]*$" $name) -}}
{{- $lines = include "tracardi.brokenAmount" (list $place $name $quantity) | append $lines -}}
{{- end -}}
{{- join "" $lines | splitList "\n" | uniq | join "\n" -}}
{{- end -}}

{{- /* (list PATH NAME QUANTITY) */ -}}
{{- define "tracardi.brokenAmount" -}}
{{- $path := first . -}}
{{- $name := index . 1 -}}
{{- $text := include "tracardi.text" (last .) -}}
{{- $amount := include "tracardi.amount" (last .) | float64 -}}
{{- if eq $name "cpu" }}
{{- if regexMatch "([KMGTPE]i|[kMGTPE])$" $text }}
cpu-multiple {{ $path }}
{{ else if ge $amount 100.0 }}
many-cores {{ $path }}
{{ end }}
{{- else if regexMatch "^(memory|storage|ephemeral-storage|hugepages-.*)$" $name }}
{{- $isWhole := not (regexMatch "[mun]$" $text) }}
{{- if not (gt $amount 0.0) }}
{{- else if lt $amount 1048576.0 }}
{{ ternary "small-amount" "part-of-byte" $isWhole }} {{ $path }}
{{ else if not $isWhole }}
fraction-of-byte {{ $path }}
{{ end }}
{{- end }}
{{- end -}}
