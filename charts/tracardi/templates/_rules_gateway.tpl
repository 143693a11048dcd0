{{- /* Rules as in lib/values/rules/gateway.ts: the listeners of the Gateway, and the hosts that they have to carry. */ -}}

{{- define "tracardi.brokenGatewayRules" -}}
{{- $gateway := .Values.gateway -}}
{{- if $gateway.enabled -}}
{{- $asks := include "tracardi.asksForCertificates" $gateway.annotations -}}
{{- $listeners := include "tracardi.once" (list "tracardi.listeners" .) | fromJsonArray -}}
{{- $protocols := list }}
{{- range $index, $listener := $listeners }}
{{- $protocols = append $protocols $listener.protocol }}
{{- include "tracardi.clashes" (list $index $listeners) }}
{{- include "tracardi.brokenCertificates" (list $ $index $listener $asks) }}
{{- end }}
{{- if and $gateway.redirect.enabled (not (and (has "HTTP" $protocols) (has "HTTPS" $protocols))) }}
gateway-redirect gateway.listeners
{{- end }}
{{- if and $asks (not $listeners) $gateway.certificateRefs }}
issuer-listener gateway.certificateRefs
{{- end }}
{{- include "tracardi.uncarriedRoutes" . }}
{{- include "tracardi.unusedListeners" . }}
{{ end }}
{{- end -}}

{{- /* What a listener has in common with those before it: (list INDEX LISTENERS). */ -}}
{{- define "tracardi.clashes" -}}
{{- $index := first . -}}
{{- $listeners := last . -}}
{{- $listener := index $listeners $index -}}
{{- $name := false -}}
{{- $port := false -}}
{{- range until $index -}}
{{- $other := index $listeners . -}}
{{- $name = or $name (eq $other.name $listener.name) -}}
{{- $same := or (ne $other.protocol $listener.protocol) (eq $other.hostname $listener.hostname) -}}
{{- $port = or $port (and (eq (int64 $other.port) (int64 $listener.port)) $same) -}}
{{- end }}
{{- if $name }}
listener-name gateway.listeners.{{ $index }}.name
{{- end }}
{{- if $port }}
listener-port gateway.listeners.{{ $index }}.port
{{- end }}
{{- end -}}

{{- /* What a listener's certificates lack: (list $ INDEX LISTENER ASKS). */ -}}
{{- define "tracardi.brokenCertificates" -}}
{{- $root := first . -}}
{{- $listener := index . 2 -}}
{{- $place := printf "gateway.listeners.%d.certificateRefs" (index . 1) -}}
{{- $isForeign := false -}}
{{- range $listener.certificateRefs -}}
{{- $isForeign = or $isForeign (not (empty .namespace)) -}}
{{- end -}}
{{- if and (eq $listener.protocol "HTTPS") (not $listener.certificateRefs) }}
listener-certificate {{ $place }}
{{- end }}
{{- if and (eq $listener.protocol "HTTP") $listener.certificateRefs }}
listener-plain {{ $place }}
{{- end }}
{{- if and $isForeign (not $root.Values.gateway.referenceGrants) }}
certificate-grant {{ $place }}
{{- end }}
{{- if and (last .) (eq $listener.protocol "HTTPS") (or $isForeign (not $listener.hostname)) }}
issuer-listener {{ $place }}
{{- end }}
{{- end -}}

{{- /* The routes that hang on the Gateway, as a JSON list: $. */ -}}
{{- define "tracardi.gatewayRoutes" -}}
{{- $root := . -}}
{{- $routes := list -}}
{{- range include "tracardi.once" (list "tracardi.routes" .) | fromJsonArray -}}
{{- if and .httpRoute (not (get $root.TracardiMemo.deployed .path).settings.httpRoute.parentRefs) -}}
{{- $routes = append $routes . -}}
{{- end -}}
{{- end -}}
{{- toJson $routes -}}
{{- end -}}

{{- /* Places of the hosts of routes on the Gateway that no listener carries: $. */ -}}
{{- define "tracardi.uncarriedRoutes" -}}
{{- if .Values.gateway.listeners -}}
{{- $serving := include "tracardi.once" (list "tracardi.servingListeners" .) | fromJsonArray -}}
{{- range include "tracardi.once" (list "tracardi.gatewayRoutes" .) | fromJsonArray }}
{{- $areCarried := not (empty $serving) -}}
{{- range $host := .hostnames -}}
{{- $isCarried := false -}}
{{- range $serving -}}
{{- $isCarried = or $isCarried (include "tracardi.coversHost" (list .hostname $host)) -}}
{{- end -}}
{{- $areCarried = and $areCarried $isCarried -}}
{{- end }}
{{- if not $areCarried }}
route-listener {{ .path }}.httpRoute.hostnames
{{- end }}
{{- end }}
{{- end -}}
{{- end -}}

{{- /* Places of the hosts of listeners that no route on the Gateway has: $. */ -}}
{{- define "tracardi.unusedListeners" -}}
{{- $routes := include "tracardi.once" (list "tracardi.gatewayRoutes" .) | fromJsonArray -}}
{{- $isRedirected := .Values.gateway.redirect.enabled -}}
{{- range $index, $listener := include "tracardi.once" (list "tracardi.listeners" .) | fromJsonArray }}
{{- $isUsed := or (empty $routes) (and $isRedirected (eq $listener.protocol "HTTP")) -}}
{{- range $routes -}}
{{- $isUsed = or $isUsed (include "tracardi.carriesHosts" (list $listener .hostnames)) -}}
{{- end }}
{{- if not $isUsed }}
listener-host gateway.listeners.{{ $index }}.hostname
{{- end }}
{{- end }}
{{- end -}}
