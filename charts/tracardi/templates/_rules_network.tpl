{{- /* Rules as in lib/values/rules/network.ts: blocks of addresses and ranges of ports in network policies. */ -}}

{{- /* A component. */ -}}
{{- define "tracardi.brokenNetworkRules" -}}
{{- $component := . -}}
{{- range $direction, $peers := dict "ingress" "from" "egress" "to" -}}
{{- range $index, $rule := index $component.settings.networkPolicy $direction -}}
{{- $path := printf "%s.networkPolicy.%s.%d" $component.path $direction $index -}}
{{- range $at, $peer := index $rule $peers -}}
{{- include "tracardi.brokenExcepts" (list (printf "%s.%s.%d" $path $peers $at) .ipBlock) -}}
{{- end -}}
{{- range $at, $port := $rule.ports }}
{{- if and (hasKey . "endPort") (lt (int64 .endPort) (int64 .port)) }}
port-range {{ $path }}.ports.{{ $at }}.endPort
{{- end }}
{{- end }}
{{ end -}}
{{- end -}}
{{- end -}}

{{- /* (list PATH BLOCK) */ -}}
{{- define "tracardi.brokenExcepts" -}}
{{- $path := first . -}}
{{- with last . -}}
{{- $cidr := .cidr -}}
{{- range $index, $except := .except }}
{{- if not (include "tracardi.isWithin" (list . $cidr)) }}
except-block {{ $path }}.ipBlock.except.{{ $index }}
{{- end }}
{{- end }}
{{- end }}
{{ end -}}

{{- /* Whether a block of addresses is a smaller one within another: (list INNER OUTER). Of IPv6 only the sizes are compared. */ -}}
{{- define "tracardi.isWithin" -}}
{{- $inner := splitn "/" 2 (first .) -}}
{{- $outer := splitn "/" 2 (last .) -}}
{{- $isSix := contains ":" $inner._0 -}}
{{- if and (eq $isSix (contains ":" $outer._0)) (gt (int64 $inner._1) (int64 $outer._1)) -}}
{{- if $isSix -}}
true
{{- else -}}
{{- $part := 1 -}}
{{- range until (sub 32 (int64 $outer._1) | int) -}}
{{- $part = mul $part 2 -}}
{{- end -}}
{{- if eq (div (include "tracardi.addressNumber" $inner._0) $part) (div (include "tracardi.addressNumber" $outer._0) $part) -}}
true
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "tracardi.addressNumber" -}}
{{- $number := 0 -}}
{{- range splitList "." . -}}
{{- $number = add (mul $number 256) (int64 .) -}}
{{- end -}}
{{- $number -}}
{{- end -}}
