{{- /* How each deployed component is reached from outside, as a JSON list: $. */ -}}
{{- define "tracardi.routes" -}}
{{- $root := . -}}
{{- $routes := list -}}
{{- range .TracardiMemo.components -}}
{{- if and .listener (hasKey $root.TracardiMemo.deployed .path) -}}
{{- $ingress := .settings.ingress -}}
{{- $httpRoute := .settings.httpRoute -}}
{{- $hosts := concat (list $ingress.host) (default list $ingress.hosts) | compact | uniq -}}
{{- $parents := list -}}
{{- range $httpRoute.parentRefs -}}
{{- $parents = append $parents (toJson .) -}}
{{- end -}}
{{- if and (not $parents) $root.Values.gateway.enabled -}}
{{- range include "tracardi.sectionNames" (list $root . (default $hosts $httpRoute.hostnames)) | fromJsonArray -}}
{{- $parents = append $parents (printf "listener %s" .) -}}
{{- end -}}
{{- end -}}
{{- $routes = append $routes (dict
  "path" .path
  "ingress" $ingress.enabled
  "httpRoute" $httpRoute.enabled
  "className" $ingress.className
  "hosts" $hosts
  "hostnames" (default $hosts $httpRoute.hostnames | uniq)
  "urlPath" (trimSuffix "/" $ingress.path)
  "parents" $parents
) -}}
{{- end -}}
{{- end -}}
{{- toJson $routes -}}
{{- end -}}

{{- /* The route of a component as JSON: root, of (its path). */ -}}
{{- define "tracardi.route" -}}
{{- range include "tracardi.once" (list "tracardi.routes" .root) | fromJsonArray -}}
{{- if eq .path $.of -}}
{{- toJson . -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* Hosts that the Ingresses of two routes have in common with the same class and path, as a JSON list: (list ROUTE ROUTE). */ -}}
{{- define "tracardi.sharedHosts" -}}
{{- $a := first . -}}
{{- $b := last . -}}
{{- $shared := list -}}
{{- if and $a.ingress $b.ingress (eq $a.className $b.className) (eq $a.urlPath $b.urlPath) -}}
{{- range $b.hosts -}}
{{- if has . $a.hosts -}}
{{- $shared = append $shared . -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- toJson $shared -}}
{{- end -}}

{{- /*
"true" where all hosts of a route's Ingress are exact and the wildcard of another's covers one of them: (list $ ROUTE). Traefik takes the
longest rule, which is the wildcard's.
*/ -}}
{{- define "tracardi.isUnderWildcard" -}}
{{- $hosts := list -}}
{{- range include "tracardi.once" (list "tracardi.routes" (first .)) | fromJsonArray -}}
{{- if .ingress -}}
{{- $hosts = concat $hosts .hosts -}}
{{- end -}}
{{- end -}}
{{- $isCovered := false -}}
{{- $isExact := true -}}
{{- range (last .).hosts -}}
{{- $isExact = and $isExact (not (hasPrefix "*." .)) -}}
{{- $isCovered = or $isCovered (has (regexReplaceAll "^[^.]+" . "*") $hosts) -}}
{{- end -}}
{{- if and $isExact $isCovered -}}true{{- end -}}
{{- end -}}

{{- /* "true" where the HTTPRoutes of two routes would answer for the same host on the same listener: (list ROUTE ROUTE). */ -}}
{{- define "tracardi.shareHttpRoute" -}}
{{- $a := first . -}}
{{- $b := last . -}}
{{- if and $a.httpRoute $b.httpRoute (eq $a.urlPath $b.urlPath) -}}
{{- $parent := false -}}
{{- range $b.parents -}}
{{- $parent = or $parent (has . $a.parents) -}}
{{- end -}}
{{- $host := false -}}
{{- range $b.hostnames -}}
{{- $host = or $host (has . $a.hostnames) -}}
{{- end -}}
{{- if and $parent $host -}}true{{- end -}}
{{- end -}}
{{- end -}}

{{- /*
What one host of a component's Ingress answers for, as a JSON list of path and pathType: root, component, shared. Where both
APIs share the host, the public one keeps the paths of the collector and the private one the rest.
*/ -}}
{{- define "tracardi.routePaths" -}}
{{- $settings := .component.settings -}}
{{- $paths := list -}}
{{- if .shared -}}
{{- range concat (default list $settings.collectorPaths) (default list $settings.extraCollectorPaths) -}}
{{- $path := print (trimSuffix "/" $settings.ingress.path) .path -}}
{{- $paths = append $paths (dict "path" $path "pathType" (default "Prefix" .pathType)) -}}
{{- end -}}
{{- else -}}
{{- $paths = list (pick $settings.ingress "path" "pathType") -}}
{{- end -}}
{{- toJson $paths -}}
{{- end -}}

{{- /* The route of the private API where `of` is the public one and it is routed, too, as JSON: root, of. */ -}}
{{- define "tracardi.privateRoute" -}}
{{- if eq .of "api.public" -}}
{{- include "tracardi.route" (dict "root" .root "of" "api.private") -}}
{{- end -}}
{{- end -}}

{{- /* Ingress of a component: root, of (its path). */ -}}
{{- define "tracardi.ingress" -}}
{{- with get .root.TracardiMemo.deployed .of -}}
{{- $component := . -}}
{{- $ingress := .settings.ingress -}}
{{- if $ingress.enabled -}}
{{- $name := include "tracardi.objectName" (list $.root .ingress) -}}
{{- $backend := dict "service" (dict
  "name" (include "tracardi.objectName" (list $.root .service))
  "port" (dict "number" .settings.service.port)
) -}}
{{- $route := include "tracardi.route" $ | fromJson -}}
{{- $annotations := $ingress.annotations -}}
{{- if include "tracardi.isUnderWildcard" (list $.root $route) -}}
{{- $annotations = include "tracardi.merged" (list (include "tracardi.data.exactHost" . | fromYaml) $ingress.annotations) | fromJson -}}
{{- end -}}
{{- $shared := list -}}
{{- with include "tracardi.privateRoute" $ -}}
{{- $shared = include "tracardi.sharedHosts" (list (fromJson .) $route) | fromJsonArray -}}
{{- end -}}
{{- $rules := list -}}
{{- range $host := $route.hosts -}}
{{- $paths := list -}}
{{- range include "tracardi.routePaths" (dict "root" $.root "component" $component "shared" (has $host $shared)) | fromJsonArray -}}
{{- $paths = append $paths (set . "backend" $backend) -}}
{{- end -}}
{{- $rules = append $rules (dict "host" $host "http" (dict "paths" $paths)) -}}
{{- end -}}
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  {{- include "tracardi.metadata" (dict "root" $.root "name" $name "component" .name "labels" $ingress.labels "annotations" $annotations) | nindent 2 }}
spec:
  {{- with $ingress.className }}
  ingressClassName: {{ include "tracardi.yaml" . }}
  {{- end }}
  {{- with $ingress.tls }}
  tls:
    {{- include "tracardi.yaml" . | nindent 4 }}
  {{- end }}
  rules:
    {{- include "tracardi.yaml" $rules | nindent 4 }}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* HTTPRoute of a component: root, of (its path). It has the same rules for all its hosts. */ -}}
{{- define "tracardi.httpRoute" -}}
{{- with get .root.TracardiMemo.deployed .of -}}
{{- $httpRoute := .settings.httpRoute -}}
{{- if $httpRoute.enabled -}}
{{- $name := include "tracardi.objectName" (list $.root .httpRoute) -}}
{{- $route := include "tracardi.route" $ | fromJson -}}
{{- $shared := "" -}}
{{- with include "tracardi.privateRoute" $ -}}
{{- $shared = include "tracardi.shareHttpRoute" (list (fromJson .) $route) -}}
{{- end -}}
{{- $matches := list -}}
{{- range include "tracardi.routePaths" (dict "root" $.root "component" . "shared" $shared) | fromJsonArray -}}
{{- $matches = append $matches (dict "path" (dict "type" (ternary "Exact" "PathPrefix" (eq .pathType "Exact")) "value" .path)) -}}
{{- end -}}
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  {{- include "tracardi.metadata" (dict "root" $.root "name" $name "component" .name "labels" $httpRoute.labels "annotations" $httpRoute.annotations) | nindent 2 }}
spec:
  parentRefs:
    {{- if $httpRoute.parentRefs }}
    {{- include "tracardi.yaml" $httpRoute.parentRefs | nindent 4 }}
    {{- else }}
    {{- range include "tracardi.sectionNames" (list $.root . $route.hostnames) | fromJsonArray }}
    - name: {{ include "tracardi.objectName" (list $.root "tracardi-gateway") }}
      sectionName: {{ . | quote }}
    {{- end }}
    {{- end }}
  {{- with $route.hostnames }}
  hostnames:
    {{- include "tracardi.yaml" . | nindent 4 }}
  {{- end }}
  rules:
    - matches:
        {{- include "tracardi.yaml" $matches | nindent 8 }}
      {{- with $httpRoute.filters }}
      filters:
        {{- include "tracardi.yaml" . | nindent 8 }}
      {{- end }}
      backendRefs:
        - name: {{ include "tracardi.objectName" (list $.root .service) | include "tracardi.yaml" }}
          port: {{ int64 .settings.service.port }}
      {{- with $httpRoute.timeouts }}
      timeouts:
        {{- include "tracardi.yaml" . | nindent 8 }}
      {{- end }}
{{- end -}}
{{- end -}}
{{- end -}}
