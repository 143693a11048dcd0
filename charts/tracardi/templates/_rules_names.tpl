{{- /* Rules as in lib/values/rules/names.ts: names of objects. */ -}}

{{- define "tracardi.brokenNameRules" -}}
{{- $accounts := list -}}
{{- range .TracardiMemo.components -}}
{{- with get $.TracardiMemo.deployed .path }}
{{- if .settings.serviceAccount.create }}
{{- $account := include "tracardi.serviceAccountName" (dict "root" $ "component" .) }}
{{- if has $account $accounts }}
service-account-twice {{ .path }}.serviceAccount.name
{{- end }}
{{- $accounts = append $accounts $account -}}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.seed.serviceAccount.create (include "tracardi.seeds" .) (has (include "tracardi.seedServiceAccountName" .) $accounts) }}
service-account-twice seed.serviceAccount.name
{{- end }}
{{- with get .TracardiMemo.deployed "tms.docker" }}
{{- if gt (include "tracardi.objectName" (list $ .service) | len) 63 }}
service-name-length tms.docker.service.name
{{- end }}
{{- end }}
{{ end -}}
