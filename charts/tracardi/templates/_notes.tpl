{{- /* How a component is reached from outside, one way a line: (list $ ROUTE). */ -}}
{{- define "tracardi.urls" -}}
{{- $root := first . -}}
{{- $route := last . -}}
{{- $component := get $root.TracardiMemo.deployed $route.path }}
{{- if $route.ingress }}
{{- include "tracardi.ingressUrls" (list $route $component.settings.ingress.tls) }}
{{- end }}
{{- if $route.httpRoute }}
{{- if $component.settings.httpRoute.parentRefs }}
{{- include "tracardi.foreignGatewayUrls" (list $route $component.settings.httpRoute.parentRefs) }}
{{- else }}
{{- include "tracardi.gatewayUrls" (list $root $route $component) }}
{{- end }}
{{- end }}
{{- with $component.settings.service }}
{{- if .loadBalancer }}
  http://<address>:{{ include "tracardi.text" .port }}, a load balancer with the address that this prints:
    kubectl --namespace {{ $root.Release.Namespace }} get service {{ include "tracardi.objectName" (list $root $component.loadBalancer) }} --output jsonpath="{.status.loadBalancer.ingress[*]['ip','hostname']}"
{{- end }}
{{- end }}
{{- end -}}

{{- /* (list ROUTE TLS) */ -}}
{{- define "tracardi.ingressUrls" -}}
{{- $path := (first .).urlPath }}
{{- $tls := last . }}
{{- range (first .).hosts }}
  {{ ternary "https" "http" (eq (include "tracardi.hasTls" (list . $tls)) "true") }}://{{ . }}{{ $path }}
{{- end }}
{{- end -}}

{{- /* "true" where an item of an Ingress's TLS covers a host: (list HOST TLS). A wildcard covers one label, an item without hosts all. */ -}}
{{- define "tracardi.hasTls" -}}
{{- $host := first . -}}
{{- $wildcard := regexReplaceAll "^[^.]+" $host "*" -}}
{{- $covered := false -}}
{{- range last . -}}
{{- $covered = or $covered (empty .hosts) (has $host .hosts) (has $wildcard .hosts) -}}
{{- end -}}
{{- if $covered -}}true{{- end -}}
{{- end -}}

{{- /* URLs on the Gateway of this chart: (list $ ROUTE COMPONENT). */ -}}
{{- define "tracardi.gatewayUrls" -}}
{{- $root := first . -}}
{{- $route := index . 1 -}}
{{- $protocol := ternary "HTTP" "HTTPS" (empty $root.Values.gateway.certificateRefs) -}}
{{- $byPort := dict "hostname" "" "protocol" $protocol "port" (include "tracardi.gatewayPort" (list $root (last .))) -}}
{{- $listeners := include "tracardi.once" (list "tracardi.servingListeners" $root) | fromJsonArray -}}
{{- range default (list $byPort) $listeners }}
{{- $listener := . }}
{{- range default (list (default "<address of the Gateway>" .hostname)) $route.hostnames }}
{{- if include "tracardi.carriesHosts" (list $listener (list .)) }}
  {{ include "tracardi.listenerUrl" (list $listener .) }}{{ $route.urlPath }}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{- /* URL of a host on a listener that may have a narrower one, without a port that is the scheme's own: (list LISTENER HOST). */ -}}
{{- define "tracardi.listenerUrl" -}}
{{- $listener := first . -}}
{{- $host := last . -}}
{{- if and $listener.hostname (include "tracardi.coversHost" (list $host $listener.hostname)) -}}
{{- $host = $listener.hostname -}}
{{- end -}}
{{- $port := include "tracardi.text" $listener.port -}}
{{- $suffix := ternary "" (printf ":%s" $port) (eq $port (ternary "443" "80" (eq $listener.protocol "HTTPS"))) -}}
{{- printf "%s://%s%s" (lower $listener.protocol) $host $suffix -}}
{{- end -}}

{{- /* Hosts and paths on Gateways whose listeners this chart does not know: (list ROUTE PARENTREFS). */ -}}
{{- define "tracardi.foreignGatewayUrls" -}}
{{- $route := first . -}}
{{- range $parent := last . }}
{{- $name := $parent.name }}
{{- with $parent.namespace }}{{ $name = printf "%s/%s" . $name }}{{ end }}
{{- range default (list "<address>") $route.hostnames }}
  {{ . }}{{ with $parent.port }}:{{ include "tracardi.text" . }}{{ end }}{{ $route.urlPath }} of the {{ default "Gateway" $parent.kind }} {{ $name }}{{ with $parent.sectionName }}, listener {{ . }}{{ end }}
{{- end }}
{{- end }}
{{- end -}}

{{- /* Hosts for which DNS records are needed, as a JSON list: $. */ -}}
{{- define "tracardi.publicHosts" -}}
{{- $hosts := list -}}
{{- range include "tracardi.once" (list "tracardi.routes" .) | fromJsonArray -}}
{{- if .ingress -}}
{{- $hosts = concat $hosts .hosts -}}
{{- end -}}
{{- if .httpRoute -}}
{{- $hosts = concat $hosts .hostnames -}}
{{- end -}}
{{- end -}}
{{- uniq $hosts | sortAlpha | toJson -}}
{{- end -}}

{{- /* What is deployed but not reachable from outside: commands that make it reachable from here: $. */ -}}
{{- define "tracardi.portForwards" -}}
{{- range include "tracardi.once" (list "tracardi.routes" .) | fromJsonArray }}
{{- $component := get $.TracardiMemo.deployed .path }}
{{- if not (or .ingress .httpRoute $component.settings.service.loadBalancer) }}
{{- $port := include "tracardi.text" $component.settings.service.port }}
  kubectl --namespace {{ $.Release.Namespace }} port-forward service/{{ include "tracardi.objectName" (list $ $component.service) }} {{ $port }}
{{- end }}
{{- end }}
{{- end -}}

{{- /* Where a tenant is reached: $. */ -}}
{{- define "tracardi.tenantAddress" -}}
{{- $isRouted := false -}}
{{- range list "api.private" "api.public" -}}
{{- with include "tracardi.route" (dict "root" $ "of" .) -}}
{{- $route := fromJson . -}}
{{- $isRouted = or $isRouted $route.ingress $route.httpRoute -}}
{{- end -}}
{{- end -}}
{{- $host := printf "<tenant>.%s" (include "tracardi.tenantDomain" .) -}}
{{- if and $isRouted (include "tracardi.unreachableTenants" .) -}}
Multi-tenancy is on, and the first label of the host names the tenant, as in {{ $host }}.
The hosts of the APIs do not lead all tenants there: the warnings below tell which.
{{- else if $isRouted -}}
Multi-tenancy is on: a tenant is reached at {{ $host }}, and the first label of the host names it.
{{- else -}}
Multi-tenancy is on, and the first label of the host names the tenant, as in {{ $host }}.
No API has an Ingress or an HTTPRoute: tenants are reached once something leads these hosts to the Services of the APIs.
{{- end -}}
{{- end -}}

{{- /* What becomes of the tenants in the values: $. */ -}}
{{- define "tracardi.tenantNotes" -}}
{{- $selector := printf "--selector app.kubernetes.io/instance=%s,app.kubernetes.io/component=tenant-seed" .Release.Name -}}
{{- if not (include "tracardi.seeds" .) -}}
The tenants are not installed, since seed.enabled is false.
{{- else -}}
A Job {{ ternary "verifies" "installs" (eq .Values.seed.mode "check") }} the tenants{{ if .Values.seed.useHelmHooks }}, again at each upgrade{{ end }}. Its log:
  kubectl --namespace {{ .Release.Namespace }} logs {{ $selector }} --tail=-1
{{- if not .Values.seed.useHelmHooks }}

Wait until they are installed:
  kubectl --namespace {{ .Release.Namespace }} wait --for=condition=Complete job {{ $selector }} --timeout=10m
{{- end }}
{{- end -}}
{{- end -}}

{{- /* What `helm test` verifies; empty where the chart has no test: $. */ -}}
{{- define "tracardi.tested" -}}
{{- if .Values.seed.useHelmHooks -}}
{{- if include "tracardi.seeds" . -}}
all tenants are installed
{{- else if ne (include "tracardi.testedUrls" .) "[]" -}}
the components answer
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* A warning a line for each exposed component whose host nobody has set: $. */ -}}
{{- define "tracardi.placeholderHosts" -}}
{{- $data := include "tracardi.data.placeholderHosts" . | fromYaml -}}
{{- range include "tracardi.once" (list "tracardi.routes" .) | fromJsonArray -}}
{{- $settings := (get $.TracardiMemo.deployed .path).settings -}}
{{- $isExposed := or .ingress (and .httpRoute (empty $settings.httpRoute.hostnames)) -}}
{{- if and $isExposed $settings.ingress.host (eq $settings.ingress.host (get $data.hosts .path | default "")) -}}
{{- printf "%s.ingress.host: %s\n" .path $data.sentence -}}
{{- end -}}
{{- end -}}
{{- end -}}
