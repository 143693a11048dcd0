{{- /*
The components: what their objects are called, without prefix, and what they need. Their settings are at the same path of the
values. Selectors hold the names: they never change.
*/ -}}
{{- define "tracardi.componentTable" -}}
- path: api.private
  name: be-fa-private
  imagePath: api.image
  service: be-private-svc
  loadBalancer: be-private-lb
  ingress: be-api-private-ingress
  httpRoute: be-api-private
  listener: private
  init: true
  preconfiguration: true
  tenantHost: true
- path: api.public
  name: be-fa-public
  imagePath: api.image
  service: be-public-svc
  loadBalancer: be-public-lb
  ingress: be-api-public-ingress
  httpRoute: be-api-public
  listener: public
  init: true
  preconfiguration: true
  tenantHost: true
- path: tms.docker
  name: be-fa-tms
  imagePath: tms.image
  service: be-tms-svc
  loadBalancer: be-tms-lb
  ingress: be-tms-ingress
  httpRoute: be-tms
  listener: tms
- path: bridge.queue.docker
  name: bg-queue-prod
  imagePath: bridge.queue.image
  preconfiguration: true
- path: worker.background
  name: wk-pl-background
  imagePath: worker.background.image
  init: true
  preconfiguration: true
- path: worker.collector
  name: wk-pl-collector
  imagePath: worker.collector.image
  init: true
  preconfiguration: true
- path: worker.workflow
  name: wk-pl-workflow
  imagePath: worker.workflow.image
  init: true
  preconfiguration: true
- path: worker.upgrade.docker
  name: wk-rd-upgrades
  imagePath: worker.upgrade.image
- path: worker.apm.profile
  name: wk-apm
  imagePath: worker.apm.image
- path: gui.console
  name: fe-rj-gui
  imagePath: gui.image
  service: fe-gui-svc
  loadBalancer: fe-gui-lb
  ingress: fe-gui-ingress
  httpRoute: fe-gui
  listener: gui
- path: tmsGui.docker
  name: fe-rj-tms-gui
  imagePath: tmsGui.image
  service: fe-tms-gui-svc
  loadBalancer: fe-tms-gui-lb
  ingress: fe-tms-gui-ingress
  httpRoute: fe-tms-gui
  listener: tmsGui
{{- end -}}

{{- /*
Keeps the rows of the table, each with `settings` and `image`, its blocks of the values: all as a list in TracardiMemo.components,
and those of deployed components by their path in TracardiMemo.deployed. Every object needs one, so they are not handed on as text.
*/ -}}
{{- define "tracardi.findComponents" -}}
{{- $components := list -}}
{{- $deployed := dict -}}
{{- range include "tracardi.componentTable" . | fromYamlArray -}}
{{- $settings := $.Values -}}
{{- range splitList "." .path -}}
{{- $settings = get $settings . -}}
{{- end -}}
{{- $image := $.Values -}}
{{- range splitList "." .imagePath -}}
{{- $image = get $image . -}}
{{- end -}}
{{- $_ := set . "settings" $settings -}}
{{- $_ := set . "image" $image -}}
{{- if eq .path "tms.docker" -}}
{{- $_ := set . "service" $settings.service.name -}}
{{- end -}}
{{- $components = append $components . -}}
{{- if include "tracardi.isDeployed" (dict "root" $ "component" .) -}}
{{- $_ := set $deployed .path . -}}
{{- end -}}
{{- end -}}
{{- $_ := set .TracardiMemo "components" $components -}}
{{- $_ := set .TracardiMemo "deployed" $deployed -}}
{{- end -}}

{{- /*
"true" where a component is deployed, else empty: root, component. TMS and TMS GUI are deployed with multi-tenancy only, that
GUI together with the TMS; queue workers with Pulsar only.
*/ -}}
{{- define "tracardi.isDeployed" -}}
{{- $values := .root.Values -}}
{{- $path := .component.path -}}
{{- $on := .component.settings.enabled -}}
{{- if has $path (list "worker.background" "worker.collector" "worker.workflow") -}}
{{- $on = and $on $values.pulsar.enabled -}}
{{- else if hasPrefix "tms" $path -}}
{{- $on = and $on $values.tms.docker.enabled (include "tracardi.isMultiTenant" .root) -}}
{{- end -}}
{{- if $on -}}true{{- end -}}
{{- end -}}

{{- /* Labels that select the pods of a component, as JSON: root, component. */ -}}
{{- define "tracardi.selector" -}}
{{- include "tracardi.selectorLabels" (list .root .component.name) -}}
{{- end -}}

{{- /* Own variables of each component, and those of every backend: $. */ -}}
{{- define "tracardi.environment.api.private" -}}
{{- $config := .Values.api.private.config -}}
{{- include "tracardi.once" (list "tracardi.backendEnvironment" .) -}}
{{- include "tracardi.plain" (list "DEMO" .Values.config.demo) -}}
{{- include "tracardi.plain" (list "EXPOSE_GUI_API" $config.enableGuiApi) -}}
{{- include "tracardi.plain" (list "PRODUCTION" "no") -}}
{{- include "tracardi.apiEnvironment" $config -}}
{{- end -}}

{{- define "tracardi.environment.api.public" -}}
{{- $config := .Values.api.public.config -}}
{{- include "tracardi.once" (list "tracardi.backendEnvironment" .) -}}
{{- include "tracardi.plain" (list "EXPOSE_GUI_API" $config.enableGuiApi) -}}
{{- include "tracardi.plain" (list "PRODUCTION" "yes") -}}
{{- include "tracardi.apiEnvironment" $config -}}
{{- end -}}

{{- /* What both APIs have alike: their `config`. */ -}}
{{- define "tracardi.apiEnvironment" -}}
{{- include "tracardi.plain" (list "LOGGING_LEVEL" .loggingLevel) -}}
{{- include "tracardi.plain" (list "API_DOCS" .apiDocs) -}}
{{- include "tracardi.plain" (list "SAVE_LOGS" .saveLogs) -}}
{{- include "tracardi.plain" (list "SERVER_LOGGING_LEVEL" .serverLoggingLevel) -}}
{{- include "tracardi.plain" (list "ELASTIC_LOGGING_LEVEL" .elasticLoggingLevel) -}}
{{- end -}}

{{- /* The Tenant Management Service needs MySQL, with a database of its own, and no credential of anything else. */ -}}
{{- define "tracardi.environment.tms.docker" -}}
{{- $needed := list "MYSQL_USERNAME" "MYSQL_PASSWORD" "MULTI_TENANT_MANAGER_API_KEY" -}}
{{- range include "tracardi.once" (list "tracardi.backendEnvironment" .) | splitList "\n" | compact -}}
{{- $variable := fromJson . -}}
{{- if eq $variable.name "MYSQL_DATABASE" }}
{{ include "tracardi.plain" (list "MYSQL_DATABASE" $.Values.tmsApi.database) }}
{{- else if or (hasKey $variable "value") (has $variable.name $needed) }}
{{ . }}
{{- end -}}
{{- end }}
{{ include "tracardi.plain" (list "LOGGING_LEVEL" .Values.tms.docker.config.loggingLevel) -}}
{{- include "tracardi.fromSecret" (list "API_KEY" "tmsApiKey" .) -}}
{{- include "tracardi.fromSecret" (list "SECRET" "tmsSecretKey" .) -}}
{{- end -}}

{{- define "tracardi.environment.tmsGui.docker" -}}
{{- end -}}

{{- define "tracardi.environment.gui.console" -}}
{{- $config := .Values.gui.console.config -}}
{{- include "tracardi.plain" (list "MODE" $config.mode) -}}
{{- include "tracardi.plain" (list "MULTI_TENANT" .Values.config.multiTenant.multi) -}}
{{- include "tracardi.plain" (list "ALLOW_UPDATES_ON_PRODUCTION" $config.allowUpdatesOnProduction) -}}
{{- end -}}

{{- define "tracardi.environment.bridge.queue.docker" -}}
{{- include "tracardi.once" (list "tracardi.backendEnvironment" .) -}}
{{- include "tracardi.plain" (list "LOGGING_LEVEL" .Values.bridge.queue.docker.config.loggingLevel) -}}
{{- include "tracardi.plain" (list "PRODUCTION" "yes") -}}
{{- include "tracardi.plain" (list "BRIDGE_CHECK" "1800") -}}
{{- end -}}

{{- define "tracardi.environment.worker.background" -}}
{{- include "tracardi.queueWorkerEnvironment" (list . .Values.worker.background "system.function") -}}
{{- end -}}

{{- define "tracardi.environment.worker.collector" -}}
{{- include "tracardi.queueWorkerEnvironment" (list . .Values.worker.collector "system.collector") -}}
{{- end -}}

{{- define "tracardi.environment.worker.workflow" -}}
{{- include "tracardi.queueWorkerEnvironment" (list . .Values.worker.workflow "system.workflow") -}}
{{- end -}}

{{- /* (list $ SETTINGS CONSUMER-TYPE) */ -}}
{{- define "tracardi.queueWorkerEnvironment" -}}
{{- $config := (index . 1).config -}}
{{- include "tracardi.once" (list "tracardi.backendEnvironment" (first .)) -}}
{{- include "tracardi.plain" (list "LOGGING_LEVEL" $config.loggingLevel) -}}
{{- include "tracardi.plain" (list "INACTIVITY_TIME_OUT" $config.bulker.bufferInactivityTimeOut) -}}
{{- include "tracardi.plain" (list "CONSUMER_TYPE" (last .)) -}}
{{- end -}}

{{- /* The worker that upgrades stored data gets no licence. */ -}}
{{- define "tracardi.environment.worker.upgrade.docker" -}}
{{- range include "tracardi.once" (list "tracardi.backendEnvironment" .) | splitList "\n" | compact -}}
{{- if ne (fromJson .).name "LICENSE" }}
{{ . }}
{{- end -}}
{{- end }}
{{ include "tracardi.plain" (list "LOGGING_LEVEL" .Values.worker.upgrade.docker.config.loggingLevel) -}}
{{- end -}}

{{- define "tracardi.environment.worker.apm.profile" -}}
{{- include "tracardi.once" (list "tracardi.backendEnvironment" .) -}}
{{- include "tracardi.plain" (list "MODE" "worker") -}}
{{- include "tracardi.plain" (list "PAUSE" "60") -}}
{{- include "tracardi.plain" (list "LOGGING_LEVEL" .Values.worker.apm.profile.config.loggingLevel) -}}
{{- end -}}
