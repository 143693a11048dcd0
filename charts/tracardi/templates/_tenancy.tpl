{{- /* URL of the Tenant Management Service. */ -}}
{{- define "tracardi.tmsUrl" -}}
{{- $service := .Values.tms.docker.service -}}
{{- $name := include "tracardi.objectName" (list . $service.name) -}}
{{- $host := default $name .Values.tmsApi.host -}}
{{- default (printf "http://%s:%s" $host (include "tracardi.text" $service.port)) .Values.tmsApi.url -}}
{{- end -}}

{{- /* `host:port` of the Tenant Management Service. */ -}}
{{- define "tracardi.tmsAddress" -}}
{{- $url := include "tracardi.tmsUrl" . -}}
{{- $authority := regexReplaceAll "^https?://(?:[^/?#]*@)?([^/?#]*).*$" $url "${1}" -}}
{{- if regexMatch ":[0-9]+$" $authority -}}
{{- $authority -}}
{{- else -}}
{{- $authority }}:{{ ternary 443 80 (hasPrefix "https:" $url) -}}
{{- end -}}
{{- end -}}

{{- /* URL of the private API in the cluster. */ -}}
{{- define "tracardi.apiUrl" -}}
{{- with get .TracardiMemo.byPath "api.private" -}}
{{- printf "http://%s:%s" (include "tracardi.objectName" (list $ .service)) (include "tracardi.text" .settings.service.port) -}}
{{- end -}}
{{- end -}}

{{- /* The domain below which tenants live: as given, or the host of the private API without its first label. */ -}}
{{- define "tracardi.tenantDomain" -}}
{{- if .Values.config.multiTenant.domain -}}
{{- .Values.config.multiTenant.domain -}}
{{- else -}}
{{- $labels := rest (splitList "." .Values.api.private.ingress.host) -}}
{{- if ge (len $labels) 2 -}}
{{- join "." $labels -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* Host that HTTP probes name, since the program refuses hosts that name no tenant. Empty where any host will do. */ -}}
{{- define "tracardi.probeHost" -}}
{{- if include "tracardi.isMultiTenant" . -}}
{{- printf "%s.%s" .Values.config.multiTenant.healthCheckTenant (include "tracardi.tenantDomain" .) -}}
{{- end -}}
{{- end -}}
