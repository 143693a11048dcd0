{{- /*
Helpers here print variables as JSON, one a line. tracardi.env turns such lines into a list.
*/ -}}

{{- /*
A variable, or none where the value is empty, since the program refuses empty settings: (list NAME VALUE). Kubernetes would
expand $(NAME) and shorten $$; a doubled $ reaches the program as one.
*/ -}}
{{- define "tracardi.plain" -}}
{{- $value := include "tracardi.text" (last .) -}}
{{- if ne $value "" -}}
{{- dict "name" (first .) "value" (replace "$" "$$" $value) | toJson }}
{{ end -}}
{{- end -}}

{{- /* A variable from a Secret, or none where the credential is not given: (list NAME CREDENTIAL $). */ -}}
{{- define "tracardi.fromSecret" -}}
{{- with include "tracardi.once" (list "tracardi.credential" (last .) (index . 1)) | fromJson -}}
{{- dict "name" (first $) "valueFrom" (dict "secretKeyRef" .) | toJson }}
{{ end -}}
{{- end -}}

{{- /*
Lines of variables and further variables as a JSON list: (list LINES EXTRA). A further variable whose name is there already takes
the place of ours, since Kubernetes refuses a name that comes twice.
*/ -}}
{{- define "tracardi.env" -}}
{{- $lines := splitList "\n" (first .) | compact -}}
{{- $extra := dict -}}
{{- range last . -}}
{{- $_ := set $extra .name (toJson .) -}}
{{- end -}}
{{- $names := list -}}
{{- $env := list -}}
{{- if $extra -}}
{{- range $lines -}}
{{- $name := (fromJson .).name -}}
{{- $names = append $names $name -}}
{{- $env = append $env (default . (get $extra $name)) -}}
{{- end -}}
{{- range last . -}}
{{- if not (has .name $names) -}}
{{- $env = append $env (toJson .) -}}
{{- end -}}
{{- end -}}
{{- else -}}
{{- $env = $lines -}}
{{- end -}}
[{{ join "," $env }}]
{{- end -}}

{{- /* The variables of every backend container, in the order of the chart whose place this takes. */ -}}
{{- define "tracardi.backendEnvironment" -}}
{{- include "tracardi.fromSecret" (list "LICENSE" "license" .) -}}
{{- include "tracardi.elasticEnvironment" . -}}
{{- include "tracardi.redisEnvironment" . -}}
{{- include "tracardi.mysqlEnvironment" . -}}
{{- include "tracardi.plain" (list "PRIMARY_ID" .Values.config.primaryId) -}}
{{- include "tracardi.pulsarEnvironment" . -}}
{{- include "tracardi.multiTenantEnvironment" . -}}
{{- include "tracardi.fromSecret" (list "MAXMIND_LICENSE_KEY" "maxmindLicenseKey" .) -}}
{{- include "tracardi.fromSecret" (list "MAXMIND_ACCOUNT_ID" "maxmindAccountId" .) -}}
{{- include "tracardi.plain" (list "TRACK_DEBUG" .Values.config.trackDebug) -}}
{{- include "tracardi.plain" (list "SYSTEM_EVENTS" .Values.config.systemEvents.enabled) -}}
{{- include "tracardi.plain" (list "ENABLE_VISIT_ENDED" .Values.config.systemEvents.collectVisitEnded) -}}
{{- include "tracardi.fromSecret" (list "INSTALLATION_TOKEN" "installationToken" .) -}}
{{- include "tracardi.fromSecret" (list "AUTO_PROFILE_MERGING" "mergingToken" .) -}}
{{- include "tracardi.plain" (list "EVENT_PARTITIONING" .Values.config.partitioning.event) -}}
{{- include "tracardi.plain" (list "PROFILE_PARTITIONING" .Values.config.partitioning.profile) -}}
{{- include "tracardi.plain" (list "SESSION_PARTITIONING" .Values.config.partitioning.session) -}}
{{- include "tracardi.plain" (list "ENTITY_PARTITIONING" .Values.config.partitioning.entity) -}}
{{- include "tracardi.plain" (list "CLOSE_VISIT_AFTER" .Values.config.visit.close) -}}
{{- include "tracardi.telemetryEnvironment" . -}}
{{- include "tracardi.plain" (list "IDENTIFICATION_EVENT_PROPERTY" .Values.config.apm.identificationEventProperty) -}}
{{- include "tracardi.plain" (list "IDENTIFICATION_POINT_TYPE" .Values.config.apm.tipType) -}}
{{- include "tracardi.plain" (list "IDENTIFICATION_EVENT_TYPE" .Values.config.apm.eventType) -}}
{{- include "tracardi.featuresEnvironment" . -}}
{{- include "tracardi.plain" (list "KEEP_PROFILE_IN_CACHE_FOR" .Values.config.cache.keepProfileInCacheFor) -}}
{{- include "tracardi.plain" (list "KEEP_SESSION_IN_CACHE_FOR" .Values.config.cache.keepSessionInCacheFor) -}}
{{- include "tracardi.plain" (list "SYSTEM_EVENTS_FOR_PROPERTY_CHANGE" .Values.config.systemEvents.monitorPropertyChange) -}}
{{- include "tracardi.starrocksEnvironment" . -}}
{{- end -}}

{{- define "tracardi.elasticEnvironment" -}}
{{- $elastic := .Values.elastic -}}
{{- include "tracardi.plain" (list "ELASTIC_SCHEME" $elastic.schema) -}}
{{- include "tracardi.plain" (list "ELASTIC_HOST" $elastic.host) -}}
{{- include "tracardi.fromSecret" (list "ELASTIC_HTTP_AUTH_USERNAME" "elasticUsername" .) -}}
{{- include "tracardi.fromSecret" (list "ELASTIC_HTTP_AUTH_PASSWORD" "elasticPassword" .) -}}
{{- include "tracardi.plain" (list "ELASTIC_PORT" $elastic.port) -}}
{{- include "tracardi.plain" (list "ELASTIC_VERIFY_CERTS" $elastic.verifyCerts) -}}
{{- include "tracardi.plain" (list "ELASTIC_INDEX_SHARDS" $elastic.index.shards) -}}
{{- include "tracardi.plain" (list "ELASTIC_INDEX_REPLICAS" $elastic.index.replicas) -}}
{{- include "tracardi.plain" (list "ELASTIC_QUERY_TIMEOUT" "120") -}}
{{- end -}}

{{- define "tracardi.redisEnvironment" -}}
{{- $redis := .Values.redis -}}
{{- include "tracardi.plain" (list "REDIS_HOST" (print $redis.schema $redis.host)) -}}
{{- include "tracardi.plain" (list "REDIS_PORT" $redis.port) -}}
{{- include "tracardi.fromSecret" (list "REDIS_PASSWORD" "redisPassword" .) -}}
{{- end -}}

{{- define "tracardi.mysqlEnvironment" -}}
{{- $mysql := .Values.mysql -}}
{{- include "tracardi.plain" (list "MYSQL_SCHEMA" $mysql.schema) -}}
{{- include "tracardi.plain" (list "MYSQL_HOST" $mysql.host) -}}
{{- include "tracardi.fromSecret" (list "MYSQL_USERNAME" "mysqlUsername" .) -}}
{{- include "tracardi.fromSecret" (list "MYSQL_PASSWORD" "mysqlPassword" .) -}}
{{- include "tracardi.plain" (list "MYSQL_PORT" $mysql.port) -}}
{{- include "tracardi.plain" (list "MYSQL_DATABASE" $mysql.database) -}}
{{- include "tracardi.plain" (list "MYSQL_POOL_SIZE" $mysql.pool.size) -}}
{{- include "tracardi.plain" (list "MYSQL_POOL_MAX_OVERFLOW" $mysql.pool.maxOverflow) -}}
{{- include "tracardi.plain" (list "MYSQL_POOL_TIMEOUT" $mysql.pool.timeout) -}}
{{- /* The program reads MYSQL_RECYCLE; images before 1.1 read the longer name. */ -}}
{{- include "tracardi.plain" (list "MYSQL_POOL_RECYCLE" $mysql.pool.recycle) -}}
{{- include "tracardi.plain" (list "MYSQL_RECYCLE" $mysql.pool.recycle) -}}
{{- end -}}

{{- define "tracardi.pulsarEnvironment" -}}
{{- $pulsar := .Values.pulsar -}}
{{- if $pulsar.enabled -}}
{{- include "tracardi.plain" (list "PULSAR_HOST" (print $pulsar.schema $pulsar.host)) -}}
{{- include "tracardi.plain" (list "PULSAR_API" $pulsar.api) -}}
{{- include "tracardi.plain" (list "PULSAR_CLUSTER" $pulsar.clusterName) -}}
{{- include "tracardi.fromSecret" (list "PULSAR_AUTH_TOKEN" "pulsarToken" .) -}}
{{- else -}}
{{- include "tracardi.plain" (list "PULSAR_DISABLED" "yes") -}}
{{- end -}}
{{- end -}}

{{- define "tracardi.multiTenantEnvironment" -}}
{{- if include "tracardi.isMultiTenant" . -}}
{{- include "tracardi.plain" (list "MULTI_TENANT" "yes") -}}
{{- include "tracardi.plain" (list "MULTI_TENANT_MANAGER_URL" (include "tracardi.tmsUrl" .)) -}}
{{- include "tracardi.fromSecret" (list "MULTI_TENANT_MANAGER_API_KEY" "tmsApiKey" .) -}}
{{- end -}}
{{- end -}}

{{- define "tracardi.telemetryEnvironment" -}}
{{- with .Values.telemetry -}}
{{- $export := default dict .export -}}
{{- with .disabled -}}
{{- include "tracardi.plain" (list "OTEL_SDK_DISABLED" (eq . "yes")) -}}
{{- end -}}
{{- include "tracardi.plain" (list "OTEL_SERVICE_NAME" .name) -}}
{{- include "tracardi.plain" (list "OTEL_LOG_LEVEL" .logLevel) -}}
{{- include "tracardi.plain" (list "OTEL_BLRP_SCHEDULE_DELAY" $export.delay) -}}
{{- include "tracardi.plain" (list "OTEL_BSP_SCHEDULE_DELAY" $export.delay) -}}
{{- include "tracardi.plain" (list "OTEL_BSP_EXPORT_TIMEOUT" $export.timeOut) -}}
{{- include "tracardi.plain" (list "OTEL_BLRP_EXPORT_TIMEOUT" $export.timeOut) -}}
{{- include "tracardi.plain" (list "OTEL_BLRP_MAX_EXPORT_BATCH_SIZE" $export.batchSize) -}}
{{- include "tracardi.plain" (list "OTEL_BSP_MAX_EXPORT_BATCH_SIZE" $export.batchSize) -}}
{{- include "tracardi.plain" (list "OTEL_EXPORTER_OTLP_ENDPOINT" $export.endpoint) -}}
{{- include "tracardi.fromSecret" (list "OTEL_EXPORTER_OTLP_HEADERS" "telemetryHeaders" $) -}}
{{- include "tracardi.plain" (list "OTEL_METRICS_EXPORTER" $export.metrics) -}}
{{- include "tracardi.plain" (list "OTEL_LOGS_EXPORTER" $export.logs) -}}
{{- include "tracardi.plain" (list "OTEL_RESOURCE_ATTRIBUTES" $export.attributes) -}}
{{- end -}}
{{- end -}}

{{- /* Always sent: the program's own default of each feature is on. */ -}}
{{- define "tracardi.featuresEnvironment" -}}
{{- $features := .Values.config.features -}}
{{- include "tracardi.plain" (list "ENABLE_EVENT_DESTINATIONS" $features.enableEventDestinations) -}}
{{- include "tracardi.plain" (list "ENABLE_PROFILE_DESTINATIONS" $features.enableProfileDestinations) -}}
{{- include "tracardi.plain" (list "ENABLE_AUDIENCES" $features.enableAudiences) -}}
{{- include "tracardi.plain" (list "ENABLE_WORKFLOW" $features.enableWorkflow) -}}
{{- include "tracardi.plain" (list "ENABLE_EVENT_VALIDATION" $features.enableEventValidation) -}}
{{- include "tracardi.plain" (list "ENABLE_EVENT_RESHAPING" $features.enableEventReshaping) -}}
{{- include "tracardi.plain" (list "ENABLE_EVENT_MAPPING" $features.enableEventMapping) -}}
{{- include "tracardi.plain" (list "ENABLE_EVENT_TO_PROFILE_MAPPING" $features.enableEventToProfileMapping) -}}
{{- include "tracardi.plain" (list "ENABLE_DATA_COMPLIANCE" $features.enableDataCompliance) -}}
{{- include "tracardi.plain" (list "ENABLE_EVENT_SOURCE_CHECK" $features.enableEventSourceCheck) -}}
{{- include "tracardi.plain" (list "ENABLE_IDENTIFICATION_POINTS" $features.enableIdentificationPoints) -}}
{{- include "tracardi.plain" (list "EFF_LATE_PROFILE_BINDING" .Values.config.eff.enableLateProfileBinding) -}}
{{- end -}}

{{- define "tracardi.starrocksEnvironment" -}}
{{- with .Values.starrocks -}}
{{- include "tracardi.plain" (list "STARROCKS_HOST" .host) -}}
{{- include "tracardi.plain" (list "STARROCKS_USERNAME" .username) -}}
{{- include "tracardi.fromSecret" (list "STARROCKS_PASSWORD" "starrocksPassword" $) -}}
{{- include "tracardi.plain" (list "STARROCKS_SCHEMA" .schema) -}}
{{- include "tracardi.plain" (list "STARROCKS_SCHEMA_SYNC" .schemaSync) -}}
{{- include "tracardi.plain" (list "STARROCKS_PORT" .port) -}}
{{- include "tracardi.plain" (list "STARROCKS_DATABASE" .database) -}}
{{- include "tracardi.plain" (list "STARROCKS_ECHO" .echo) -}}
{{- end -}}
{{- end -}}
