{{- /* Rules as in lib/values/rules/tenants.ts: the domain, and the names of tenants. */ -}}

{{- define "tracardi.brokenTenancyRules" -}}
{{- if and (include "tracardi.isMultiTenant" .) (not (include "tracardi.tenantDomain" .)) }}
domain config.multiTenant.domain
{{ end -}}
{{- end -}}

{{- define "tracardi.brokenTenantRules" -}}
{{- if .Values.tenants }}
{{- $domain := include "tracardi.tenantDomain" . }}
{{- $hosts := include "tracardi.publicHosts" . | fromJsonArray }}
{{- $hosts = append $hosts (regexReplaceAll "^https?://(?:[^/?#]*@)?([^/?#:]*).*$" (lower .Values.tmsApi.url) "${1}") }}
{{- $seen := dict }}
{{- range $index, $tenant := .Values.tenants }}
{{- /* What the program may reduce a name to. */ -}}
{{- $reduced := regexReplaceAll "[^a-z]" .name "" }}
{{- include "tracardi.plainTenantRules" (dict "tenant" $tenant "index" $index) }}
{{- if hasKey $seen $reduced }}
tenant-twice tenants.{{ $index }}.name
{{- end }}
{{- if has (printf "%s.%s" .name $domain) $hosts }}
tenant-host tenants.{{ $index }}.name
{{- end }}
{{- if ne $reduced .name }}
tenant-hyphen tenants.{{ $index }}.name
{{- end }}
{{- $_ := set $seen $reduced true }}
{{- end }}
{{- end }}
{{ end -}}
