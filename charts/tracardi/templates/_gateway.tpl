{{- /* The Gateway, its listeners, and what belongs to it. */ -}}

{{- /* The listeners that the values give, with the defaults of what they leave out, as a JSON list: $. */ -}}
{{- define "tracardi.listeners" -}}
{{- $listeners := list -}}
{{- range default list .Values.gateway.listeners -}}
{{- $refs := list -}}
{{- range default list .certificateRefs -}}
{{- $refs = append $refs (dict "name" .name "namespace" (default "" .namespace) | include "tracardi.given" | fromJson) -}}
{{- end -}}
{{- $listeners = append $listeners (dict
  "name" .name
  "port" .port
  "protocol" (default "HTTPS" .protocol)
  "hostname" (default "" .hostname)
  "certificateRefs" $refs
) -}}
{{- end -}}
{{- toJson $listeners -}}
{{- end -}}

{{- /* The listeners that carry routes of components, not those that only send to HTTPS, as a JSON list: $. */ -}}
{{- define "tracardi.servingListeners" -}}
{{- $listeners := list -}}
{{- $isRedirected := .Values.gateway.redirect.enabled -}}
{{- range include "tracardi.once" (list "tracardi.listeners" .) | fromJsonArray -}}
{{- if or (eq .protocol "HTTPS") (not $isRedirected) -}}
{{- $listeners = append $listeners . -}}
{{- end -}}
{{- end -}}
{{- toJson $listeners -}}
{{- end -}}

{{- /* "true" where all requests for a host, which may be a wildcard, are requests for another: (list WIDE HOST). A wildcard stands for any number of labels. */ -}}
{{- define "tracardi.coversHost" -}}
{{- $wide := first . -}}
{{- $host := last . -}}
{{- if or (eq $wide "" $host) (and (hasPrefix "*." $wide) (hasSuffix (trimPrefix "*" $wide) $host)) -}}true{{- end -}}
{{- end -}}

{{- /* "true" where a listener may get a request for one of the hosts; without hosts a route has those of the listener: (list LISTENER HOSTS). */ -}}
{{- define "tracardi.carriesHosts" -}}
{{- $hostname := (first .).hostname -}}
{{- $isCarried := empty (last .) -}}
{{- range last . -}}
{{- $isCarried = or $isCarried (include "tracardi.coversHost" (list $hostname .)) (include "tracardi.coversHost" (list . $hostname)) -}}
{{- end -}}
{{- if $isCarried -}}true{{- end -}}
{{- end -}}

{{- /* Names of the listeners of the Gateway that carry a component with these hosts, as a JSON list: (list $ COMPONENT HOSTS). */ -}}
{{- define "tracardi.sectionNames" -}}
{{- $root := first . -}}
{{- $hosts := last . -}}
{{- $names := list -}}
{{- if $root.Values.gateway.listeners -}}
{{- range include "tracardi.once" (list "tracardi.servingListeners" $root) | fromJsonArray -}}
{{- if include "tracardi.carriesHosts" (list . $hosts) -}}
{{- $names = append $names .name -}}
{{- end -}}
{{- end -}}
{{- else -}}
{{- $names = list (printf "http-%s" (include "tracardi.gatewayPort" (list $root (index . 1)))) -}}
{{- end -}}
{{- toJson $names -}}
{{- end -}}

{{- /* Port of the listener that carries a component, where the listeners are those by port: (list $ COMPONENT). */ -}}
{{- define "tracardi.gatewayPort" -}}
{{- get (first .).Values.gateway.ports (last .).listener | include "tracardi.text" -}}
{{- end -}}

{{- /* Gateway: root. The routes carry the hosts where the listeners are those by port. */ -}}
{{- define "tracardi.gateway" -}}
{{- $gateway := .root.Values.gateway -}}
{{- if $gateway.enabled -}}
{{- $listeners := list -}}
{{- range include "tracardi.once" (list "tracardi.listeners" .root) | fromJsonArray -}}
{{- $listener := dict "name" .name "port" .port "protocol" .protocol "hostname" .hostname "tls" (include "tracardi.terminated" .certificateRefs | fromJson) -}}
{{- $listeners = append $listeners (include "tracardi.given" $listener | fromJson) -}}
{{- end -}}
{{- if not $listeners -}}
{{- $refs := default list $gateway.certificateRefs -}}
{{- range include "tracardi.listenerPorts" .root | fromJsonArray -}}
{{- $listener := dict "name" (printf "http-%s" (include "tracardi.text" .)) "port" . "protocol" (ternary "HTTPS" "HTTP" (not (empty $refs))) "tls" (include "tracardi.terminated" $refs | fromJson) -}}
{{- $listeners = append $listeners (include "tracardi.given" $listener | fromJson) -}}
{{- end -}}
{{- end -}}
{{- $name := include "tracardi.objectName" (list .root "tracardi-gateway") -}}
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  {{- include "tracardi.metadata" (dict "root" .root "name" $name "labels" $gateway.labels "annotations" $gateway.annotations) | nindent 2 }}
spec:
  gatewayClassName: {{ include "tracardi.yaml" $gateway.className }}
  listeners:
    {{- include "tracardi.yaml" $listeners | nindent 4 }}
{{- end -}}
{{- end -}}

{{- /* What a listener of HTTPS does with these references, as JSON; empty without any. */ -}}
{{- define "tracardi.terminated" -}}
{{- ternary dict (dict "mode" "Terminate" "certificateRefs" .) (empty .) | toJson -}}
{{- end -}}

{{- /* HTTPRoute that sends all that listeners of HTTP are asked for to HTTPS: root. */ -}}
{{- define "tracardi.gatewayRedirect" -}}
{{- $gateway := .root.Values.gateway -}}
{{- if and $gateway.enabled $gateway.redirect.enabled -}}
{{- $gatewayName := include "tracardi.objectName" (list .root "tracardi-gateway") -}}
{{- $parents := list -}}
{{- range include "tracardi.once" (list "tracardi.listeners" .root) | fromJsonArray -}}
{{- if eq .protocol "HTTP" -}}
{{- $parents = append $parents (dict "name" $gatewayName "sectionName" .name) -}}
{{- end -}}
{{- end -}}
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  {{- include "tracardi.metadata" (dict "root" .root "name" (include "tracardi.objectName" (list .root "tracardi-gateway-redirect"))) | nindent 2 }}
spec:
  parentRefs:
    {{- include "tracardi.yaml" $parents | nindent 4 }}
  rules:
    - filters:
        - type: RequestRedirect
          requestRedirect:
            scheme: https
            statusCode: 301
            {{- with $gateway.redirect.port }}
            port: {{ int64 . }}
            {{- end }}
{{- end -}}
{{- end -}}

{{- /* A ReferenceGrant in each namespace whose certificates the Gateway has: root. */ -}}
{{- define "tracardi.referenceGrants" -}}
{{- $root := .root -}}
{{- $gateway := $root.Values.gateway -}}
{{- if and $gateway.enabled $gateway.referenceGrants -}}
{{- $secrets := dict -}}
{{- $own := $root.Release.Namespace -}}
{{- range include "tracardi.once" (list "tracardi.listeners" $root) | fromJsonArray -}}
{{- range .certificateRefs -}}
{{- if and .namespace (ne .namespace $own) -}}
{{- $_ := set $secrets .namespace (append (default list (get $secrets .namespace)) .name | uniq) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- range $namespace, $names := $secrets }}
{{- $name := include "tracardi.objectName" (list $root (printf "tracardi-gateway-%s" $own)) }}
{{- $metadata := include "tracardi.metadata" (dict "root" $root "name" $name) | fromYaml }}
{{- $to := list -}}
{{- range $names -}}
{{- $to = append $to (dict "group" "" "kind" "Secret" "name" .) -}}
{{- end }}
---
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata:
  {{- set $metadata "namespace" $namespace | include "tracardi.yaml" | nindent 2 }}
spec:
  from:
    - group: gateway.networking.k8s.io
      kind: Gateway
      namespace: {{ include "tracardi.yaml" $own }}
  to:
    {{- include "tracardi.yaml" $to | nindent 4 }}
{{- end }}
{{- end -}}
{{- end -}}

{{- /* Ports of the Gateway, those of the routes that name no other, in order, as a JSON list: $. */ -}}
{{- define "tracardi.listenerPorts" -}}
{{- $root := . -}}
{{- $padded := list -}}
{{- range include "tracardi.once" (list "tracardi.routes" .) | fromJsonArray -}}
{{- $component := get $root.TracardiMemo.deployed .path -}}
{{- if and .httpRoute (not $component.settings.httpRoute.parentRefs) -}}
{{- $padded = append $padded (include "tracardi.gatewayPort" (list $root $component) | printf "%5s") -}}
{{- end -}}
{{- end -}}
{{- $ports := list -}}
{{- range $padded | uniq | sortAlpha -}}
{{- $ports = append $ports (trim . | int64) -}}
{{- end -}}
{{- toJson $ports -}}
{{- end -}}
