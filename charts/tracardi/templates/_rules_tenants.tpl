{{- /* Rules as in lib/values/rules/tenants.ts: the domain, and the names of tenants. */ -}}

{{- define "tracardi.brokenTenancyRules" -}}
{{- if and (include "tracardi.isMultiTenant" .) (not (include "tracardi.tenantDomain" .)) }}
domain config.multiTenant.domain
{{ end -}}
{{- end -}}

{{- define "tracardi.brokenTenantRules" -}}
{{- if .Values.tenants }}
{{- $domain := include "tracardi.tenantDomain" . }}
{{- $hosts := list }}
{{- /* Those of the APIs are hosts of tenants. */ -}}
{{- range include "tracardi.once" (list "tracardi.routes" .) | fromJsonArray }}
{{- if not (hasPrefix "api." .path) }}
{{- $hosts = concat $hosts (ternary .hosts list .ingress) (ternary .hostnames list .httpRoute) }}
{{- end }}
{{- end }}
{{- $hosts = append $hosts (regexReplaceAll "^https?://(?:[^/?#]*@)?([^/?#:]*).*$" (lower .Values.tmsApi.url) "${1}") }}
{{- $groups := dict }}
{{- $odd := list }}
{{- range $index, $tenant := .Values.tenants }}
{{- /* What the program may reduce a name to. */ -}}
{{- $reduced := regexReplaceAll "[^a-z]" .name "" }}
{{- include "tracardi.plainTenantRules" (dict "tenant" $tenant "index" $index) }}
{{- if has (printf "%s.%s" .name $domain) $hosts }}
tenant-host tenants.{{ $index }}.name
{{- end }}
{{- $item := dict "index" $index "name" .name }}
{{- $_ := set $groups $reduced (append (default list (get $groups $reduced)) $item) }}
{{- if ne $reduced .name }}
{{- $odd = append $odd $item }}
{{- end }}
{{- end }}
{{- range $group := $groups }}
{{- if gt (len .) 1 }}
tenant-twice {{ include "tracardi.namesAt" (list (index . 1) .) }}
{{- end }}
{{- end }}
{{- with $odd }}
tenant-hyphen {{ include "tracardi.namesAt" (list (first .) .) }}
{{- end }}
{{- end }}
{{ end -}}

{{- /* One place for several tenants: (list ITEM ITEMS), an item with index and name. */ -}}
{{- define "tracardi.namesAt" -}}
{{- $names := list -}}
{{- range last . -}}
{{- $names = append $names .name -}}
{{- end -}}
{{- $rest := ternary (printf " and %d more" (sub (len $names) 10)) "" (gt (len $names) 10) -}}
{{- printf "tenants.%d.name\t(%s%s)" (int64 (first .).index) (slice $names 0 (min 10 (len $names) | int) | join ", ") $rest -}}
{{- end -}}
