{{- /* The Job that installs the tenants, and what it mounts. It is made where there are tenants and `seed.enabled`. */ -}}

{{- /* "true" where the Job is made, else empty: $. */ -}}
{{- define "tracardi.seeds" -}}
{{- if and .Values.seed.enabled .Values.tenants (include "tracardi.isMultiTenant" .) -}}true{{- end -}}
{{- end -}}

{{- /*
Data of its ConfigMaps and Secrets, as JSON: a list of kind, name in full, data. Tenants are split, so that each object stays
below the 1 MiB that one may have, with the longest names, addresses and passwords.
*/ -}}
{{- define "tracardi.seedData" -}}
{{- $root := . -}}
{{- $program := dict "seed.cjs" (.Files.Get "files/seed.cjs") -}}
{{- $objects := list (dict "kind" "ConfigMap" "name" (include "tracardi.objectName" (list . "tenant-seed-program")) "data" $program) -}}
{{- range $index, $tenants := chunk 1000 .Values.tenants -}}
{{- $file := dict (printf "tenants-%04d.json" $index) (include "tracardi.tenantFile" $tenants) -}}
{{- $name := include "tracardi.objectName" (list $root (printf "tenants-%d" $index)) -}}
{{- $objects = append $objects (dict "kind" "ConfigMap" "name" $name "data" $file) -}}
{{- end -}}
{{- $literal := list -}}
{{- range .Values.tenants -}}
{{- if .password -}}
{{- $literal = append $literal . -}}
{{- end -}}
{{- end -}}
{{- range $index, $tenants := chunk 1000 $literal -}}
{{- $data := dict -}}
{{- range $tenants -}}
{{- $_ := set $data .name (b64enc .password) -}}
{{- end -}}
{{- $name := include "tracardi.objectName" (list $root (printf "tenant-passwords-%d" $index)) -}}
{{- $objects = append $objects (dict "kind" "Secret" "name" $name "data" $data) -}}
{{- end -}}
{{- toJson $objects -}}
{{- end -}}

{{- /* What the program reads of some tenants: everything but their passwords. */ -}}
{{- define "tracardi.tenantFile" -}}
{{- $tenants := list -}}
{{- range . -}}
{{- $defaults := dict "needsAdmin" true "updateMapping" false "passwordFile" (printf "/seed/passwords/%s" .name) -}}
{{- $own := pick . "name" "email" "needsAdmin" "updateMapping" -}}
{{- $tenants = append $tenants (include "tracardi.merged" (list $defaults $own) | fromJson) -}}
{{- end -}}
{{- toJson $tenants -}}
{{- end -}}

{{- /* All its ConfigMaps, or all its Secrets, as documents: root, of (the kind). */ -}}
{{- define "tracardi.seedObjects" -}}
{{- if include "tracardi.seeds" .root -}}
{{- range include "tracardi.once" (list "tracardi.seedData" .root) | fromJsonArray -}}
{{- if eq .kind $.of }}
---
apiVersion: v1
kind: {{ .kind }}
metadata:
  {{- include "tracardi.metadata" (dict "root" $.root "name" .name "component" "tenant-seed") | nindent 2 }}
{{- if eq .kind "Secret" }}
type: Opaque
{{- end }}
data:
  {{- include "tracardi.yaml" .data | nindent 2 }}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "tracardi.seedServiceAccount" -}}
{{- $account := .root.Values.seed.serviceAccount -}}
{{- if and $account.create (include "tracardi.seeds" .root) -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  {{- include "tracardi.metadata" (dict "root" .root "name" (include "tracardi.seedServiceAccountName" .root) "component" "tenant-seed" "annotations" $account.annotations) | nindent 2 }}
automountServiceAccountToken: false
{{- end -}}
{{- end -}}

{{- define "tracardi.seedServiceAccountName" -}}
{{- $account := .Values.seed.serviceAccount -}}
{{- if $account.name -}}
{{- $account.name -}}
{{- else if $account.create -}}
{{- include "tracardi.objectName" (list . "tenant-seed") -}}
{{- end -}}
{{- end -}}

{{- /*
As an ordinary Job its name ends in a hash of all that it does: applied again unchanged it does not run again, and a new tenant
or password makes a new Job. Templates of Jobs are immutable.
*/ -}}
{{- define "tracardi.seedJob" -}}
{{- if include "tracardi.seeds" .root -}}
{{- $seed := .root.Values.seed -}}
{{- $spec := include "tracardi.seedJobSpec" .root | fromJson -}}
{{- $name := "tenant-seed" -}}
{{- $hook := dict -}}
{{- if $seed.useHelmHooks -}}
{{- $hook = dict
  "helm.sh/hook" "post-install,post-upgrade"
  "helm.sh/hook-weight" "5"
  "helm.sh/hook-delete-policy" "before-hook-creation"
  "helm.sh/hook-output-log-policy" "hook-failed"
-}}
{{- else -}}
{{- $data := dict -}}
{{- /* The API may refuse tenants for the licence: once it is corrected, another Job follows the one that failed. */ -}}
{{- $licence := include "tracardi.credential" (dict "root" .root "of" "license") | fromJson -}}
{{- $names := append (include "tracardi.configurationOf" $spec.template.spec.volumes | splitList "\n") (printf "Secret/%v" $licence.name) -}}
{{- range $name := $names -}}
{{- with get $.root.TracardiMemo.configuration $name }}{{ $_ := set $data $name . }}{{ end -}}
{{- end -}}
{{- range include "tracardi.once" (list "tracardi.seedData" .root) | fromJsonArray -}}
{{- $_ := set $data (printf "%s/%s" .kind .name) .data -}}
{{- end -}}
{{- $name = dict "data" $data "spec" $spec | toJson | sha256sum | trunc 10 | printf "tenant-seed-%s" -}}
{{- end -}}
apiVersion: batch/v1
kind: Job
metadata:
  {{- include "tracardi.metadata" (dict
    "root" .root
    "name" (include "tracardi.objectName" (list .root $name))
    "component" "tenant-seed"
    "labels" $seed.labels
    "annotations" (include "tracardi.merged" (list $hook $seed.annotations) | fromJson)
  ) | nindent 2 }}
spec:
  {{- include "tracardi.yaml" $spec | nindent 2 }}
{{- end -}}
{{- end -}}

{{- /* What `helm test` runs: the same, but it only verifies. A Pod, since `helm test --logs` reads the log of no other kind. */ -}}
{{- define "tracardi.seedTest" -}}
{{- $seed := .root.Values.seed -}}
{{- if and $seed.useHelmHooks (include "tracardi.seeds" .root) -}}
{{- $mode := $seed.mode -}}
{{- $_ := set $seed "mode" "check" -}}
{{- $spec := (include "tracardi.seedPodTemplate" .root | fromJson).spec -}}
{{- $_ := set $seed "mode" $mode -}}
{{- $hook := dict "helm.sh/hook" "test" "helm.sh/hook-delete-policy" "before-hook-creation" -}}
apiVersion: v1
kind: Pod
metadata:
  {{- include "tracardi.metadata" (dict
    "root" .root
    "name" (include "tracardi.objectName" (list .root "tenant-seed-test"))
    "component" "tenant-seed"
    "labels" $seed.podLabels
    "annotations" (include "tracardi.merged" (list $seed.podAnnotations $hook) | fromJson)
  ) | nindent 2 }}
spec:
  {{- set $spec "activeDeadlineSeconds" $seed.activeDeadlineSeconds | include "tracardi.yaml" | nindent 2 }}
{{- end -}}
{{- end -}}

{{- /* As JSON: $. */ -}}
{{- define "tracardi.seedJobSpec" -}}
{{- $seed := .Values.seed -}}
{{- /* Exit codes of the program: 42 where no repetition helps, 2 where it is set up wrongly. */ -}}
{{- $rules := list
  (dict "action" "FailJob" "onExitCodes" (dict "containerName" "seed" "operator" "In" "values" (list 2 42)))
  (dict "action" "Ignore" "onPodConditions" (list (dict "type" "DisruptionTarget" "status" "True")))
-}}
{{- $spec := dict
  "backoffLimit" $seed.backoffLimit
  "activeDeadlineSeconds" $seed.activeDeadlineSeconds
  "podFailurePolicy" (dict "rules" $rules)
  "podReplacementPolicy" "Failed"
  "template" (include "tracardi.seedPodTemplate" . | fromJson)
-}}
{{- if not (kindIs "invalid" $seed.ttlSecondsAfterFinished) -}}
{{- $_ := set $spec "ttlSecondsAfterFinished" $seed.ttlSecondsAfterFinished -}}
{{- end -}}
{{- toJson $spec -}}
{{- end -}}

{{- /* As JSON: $. */ -}}
{{- define "tracardi.seedPodTemplate" -}}
{{- $seed := .Values.seed -}}
{{- $selector := include "tracardi.selectorLabels" (list . "tenant-seed") | fromJson -}}
{{- $labels := include "tracardi.merged" (list (dict "app" "tracardi") .Values.commonLabels $seed.podLabels $selector) | fromJson -}}
{{- $spec := include "tracardi.given" (dict
  "restartPolicy" "Never"
  "terminationGracePeriodSeconds" $seed.requestTimeoutSeconds
  "automountServiceAccountToken" false
  "enableServiceLinks" false
  "serviceAccountName" (include "tracardi.seedServiceAccountName" .)
  "imagePullSecrets" (include "tracardi.pullSecrets" (dict "root" . "component" (dict "settings" $seed)) | fromJsonArray)
  "securityContext" $seed.podSecurityContext
  "containers" (list (include "tracardi.seedContainer" . | fromJson))
  "volumes" (include "tracardi.seedVolumes" . | fromJsonArray)
) | fromJson -}}
{{- $spec = include "tracardi.merged" (list $spec (include "tracardi.seedPlacement" . | fromJson)) | fromJson -}}
{{- $metadata := include "tracardi.given" (dict "labels" $labels "annotations" $seed.podAnnotations) | fromJson -}}
{{- dict "metadata" $metadata "spec" $spec | toJson -}}
{{- end -}}

{{- /* On which nodes the pods of the Job and of `helm test` run, and how, as JSON: $. */ -}}
{{- define "tracardi.seedPlacement" -}}
{{- pick .Values.seed "nodeSelector" "affinity" "tolerations" "priorityClassName" "runtimeClassName" | include "tracardi.given" -}}
{{- end -}}

{{- /* As JSON: $. */ -}}
{{- define "tracardi.seedContainer" -}}
{{- $seed := .Values.seed -}}
{{- $mounts := list -}}
{{- range list "program" "tenants" "passwords" "key" -}}
{{- $mounts = append $mounts (dict "name" . "mountPath" (printf "/seed/%s" .) "readOnly" true) -}}
{{- end -}}
{{- include "tracardi.given" (dict
  "name" "seed"
  "image" (include "tracardi.image" (list . $seed.image))
  "imagePullPolicy" $seed.image.pullPolicy
  "command" (list "node" "--max-semi-space-size=2" "--heap-growing-percent=50" "--single-threaded" "/seed/program/seed.cjs")
  "env" (include "tracardi.seedEnvironment" . | fromJsonArray)
  "volumeMounts" $mounts
  "resources" $seed.resources
  "securityContext" $seed.containerSecurityContext
) -}}
{{- end -}}

{{- /* As a JSON list: $. */ -}}
{{- define "tracardi.seedEnvironment" -}}
{{- $seed := .Values.seed -}}
{{- $port := include "tracardi.text" .Values.api.private.service.port -}}
{{- $variables := list
  (list "SEED_MODE" $seed.mode)
  (list "SEED_API_URL" (printf "http://%s:%s" (include "tracardi.objectName" (list . "be-private-svc")) $port))
  (list "SEED_DOMAIN" (include "tracardi.tenantDomain" .))
  (list "SEED_TMS_ADDRESS" (include "tracardi.tmsUrl" . | include "tracardi.address"))
  (list "SEED_TMS_KEY_FILE" "/seed/key/tms-api-key")
  (list "SEED_CONFIG_DIR" "/seed/tenants")
  (list "SEED_CONCURRENCY" (include "tracardi.text" $seed.concurrency))
  (list "SEED_TIMEOUT_SECONDS" (include "tracardi.text" $seed.timeoutSeconds))
  (list "SEED_REQUEST_TIMEOUT_SECONDS" (include "tracardi.text" $seed.requestTimeoutSeconds))
  (list "SEED_DEADLINE_SECONDS" (include "tracardi.text" $seed.activeDeadlineSeconds))
  (list "SEED_LOG_FORMAT" $seed.logFormat)
-}}
{{- $env := list -}}
{{- range $variables -}}
{{- $env = append $env (dict "name" (first .) "value" (last .)) -}}
{{- end -}}
{{- toJson $env -}}
{{- end -}}

{{- /* `host:port` of a URL. */ -}}
{{- define "tracardi.address" -}}
{{- $authority := regexReplaceAll "^https?://(?:[^/?#]*@)?([^/?#]*).*$" . "${1}" -}}
{{- if regexMatch ":[0-9]+$" $authority -}}
{{- $authority -}}
{{- else -}}
{{- $authority }}:{{ ternary 443 80 (hasPrefix "https:" .) -}}
{{- end -}}
{{- end -}}

{{- /* As a JSON list: $. */ -}}
{{- define "tracardi.seedVolumes" -}}
{{- $program := "" -}}
{{- $files := list -}}
{{- $passwords := list -}}
{{- range $index, $object := include "tracardi.once" (list "tracardi.seedData" .) | fromJsonArray -}}
{{- if eq $index 0 -}}
{{- $program = .name -}}
{{- else if eq .kind "ConfigMap" -}}
{{- $files = append $files (dict "configMap" (dict "name" .name)) -}}
{{- else -}}
{{- $passwords = append $passwords (dict "secret" (dict "name" .name)) -}}
{{- end -}}
{{- end -}}
{{- /* Optional: one that is missing keeps no other tenant waiting. */ -}}
{{- range .Values.tenants -}}
{{- if (default dict .passwordFrom).name -}}
{{- $item := dict "key" .passwordFrom.key "path" .name -}}
{{- $passwords = append $passwords (dict "secret" (dict "name" .passwordFrom.name "items" (list $item) "optional" true)) -}}
{{- end -}}
{{- end -}}
{{- $key := include "tracardi.credential" (dict "root" . "of" "tmsApiKey") | fromJson -}}
{{- $keyItem := dict "key" $key.key "path" "tms-api-key" -}}
{{- list
  (dict "name" "program" "configMap" (dict "name" $program))
  (dict "name" "tenants" "projected" (dict "sources" $files))
  (dict "name" "passwords" "projected" (dict "sources" $passwords))
  (dict "name" "key" "secret" (dict "secretName" $key.name "items" (list $keyItem)))
| toJson -}}
{{- end -}}
