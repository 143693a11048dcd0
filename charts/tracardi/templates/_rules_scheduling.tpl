{{- /* Rules as in lib/values/rules/scheduling.ts: how affinities and spreads find pods. */ -}}

{{- /* A component. */ -}}
{{- define "tracardi.brokenSchedulingRules" -}}
{{- $path := .path -}}
{{- $affinity := default dict .settings.affinity -}}
{{- range $kind := list "podAffinity" "podAntiAffinity" -}}
{{- $terms := get $affinity $kind | default dict -}}
{{- range $index, $term := $terms.requiredDuringSchedulingIgnoredDuringExecution -}}
{{- include "tracardi.askedTwice" (list (printf "%s.affinity.%s.requiredDuringSchedulingIgnoredDuringExecution.%d" $path $kind $index) .) -}}
{{- end -}}
{{- range $index, $term := $terms.preferredDuringSchedulingIgnoredDuringExecution -}}
{{- include "tracardi.askedTwice" (list (printf "%s.affinity.%s.preferredDuringSchedulingIgnoredDuringExecution.%d.podAffinityTerm" $path $kind $index) .podAffinityTerm) -}}
{{- end -}}
{{- end -}}
{{- range $index, $constraint := .settings.topologySpreadConstraints -}}
{{- include "tracardi.askedTwice" (list (printf "%s.topologySpreadConstraints.%d" $path $index) .) -}}
{{- end -}}
{{- end -}}

{{- /* (list PATH SELECTOR) */ -}}
{{- define "tracardi.askedTwice" -}}
{{- $selector := last . -}}
{{- $labels := default dict $selector.labelSelector -}}
{{- $others := concat (keys (default dict $labels.matchLabels)) (default list $selector.mismatchLabelKeys) -}}
{{- range $labels.matchExpressions -}}
{{- $others = append $others .key -}}
{{- end -}}
{{- $isTwice := false -}}
{{- range $selector.matchLabelKeys -}}
{{- $isTwice = or $isTwice (has . $others) -}}
{{- end -}}
{{- if $isTwice }}
match-label-keys {{ first . }}.matchLabelKeys
{{- end }}
{{ end -}}
