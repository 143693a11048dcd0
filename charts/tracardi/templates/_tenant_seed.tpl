{{- /* The Job that installs the tenants, and what it mounts. It is made where there are tenants and `seed.enabled`. */ -}}

{{- /*
Data of its ConfigMaps and Secrets, as JSON: a list of kind, name in full, data. Tenants are split, so that each object stays
below the 1 MiB that one may have, with the longest names, addresses and passwords.
*/ -}}
{{- define "tracardi.seedData" -}}
{{- $root := . -}}
{{- $plan := include "tracardi.data.seed" . | fromYaml -}}
{{- $size := int $plan.tenantsPerObject -}}
{{- $program := dict $plan.programFile (.Files.Get (printf "files/%s" $plan.programFile)) -}}
{{- $objects := list (dict "kind" "ConfigMap" "name" (include "tracardi.objectName" (list . (printf "%s-program" $plan.name))) "data" $program) -}}
{{- range $index, $tenants := chunk $size .Values.tenants -}}
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
{{- range $index, $tenants := chunk $size $literal -}}
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
{{- $plan := include "tracardi.data.seed" . | fromYaml -}}
{{- if include "tracardi.seeds" .root -}}
{{- range include "tracardi.once" (list "tracardi.seedData" .root) | fromJsonArray -}}
{{- if eq .kind $.of }}
---
apiVersion: v1
kind: {{ .kind }}
metadata:
  {{- include "tracardi.metadata" (dict "root" $.root "name" .name "component" $plan.name) | nindent 2 }}
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
{{- $plan := include "tracardi.data.seed" . | fromYaml -}}
{{- $account := .root.Values.seed.serviceAccount -}}
{{- if and $account.create (include "tracardi.seeds" .root) -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  {{- include "tracardi.metadata" (dict "root" .root "name" (include "tracardi.seedServiceAccountName" .root) "component" $plan.name "annotations" $account.annotations) | nindent 2 }}
automountServiceAccountToken: false
{{- end -}}
{{- end -}}

{{- define "tracardi.seedServiceAccountName" -}}
{{- $account := .Values.seed.serviceAccount -}}
{{- if $account.name -}}
{{- $account.name -}}
{{- else if $account.create -}}
{{- include "tracardi.objectName" (list . (include "tracardi.data.seed" . | fromYaml).name) -}}
{{- end -}}
{{- end -}}

{{- /*
As an ordinary Job its name ends in a hash of all that it does: applied again unchanged it does not run again, and a new tenant
or password makes a new Job. Templates of Jobs are immutable.
*/ -}}
{{- define "tracardi.seedJob" -}}
{{- if include "tracardi.seeds" .root -}}
{{- $plan := include "tracardi.data.seed" . | fromYaml -}}
{{- $seed := .root.Values.seed -}}
{{- $spec := include "tracardi.seedJobSpec" (list .root $seed.mode $plan.name) | fromJson -}}
{{- if not (kindIs "invalid" $seed.ttlSecondsAfterFinished) -}}
{{- $_ := set $spec "ttlSecondsAfterFinished" $seed.ttlSecondsAfterFinished -}}
{{- end -}}
{{- $name := $plan.name -}}
{{- $hook := dict -}}
{{- if $seed.useHelmHooks -}}
{{- $hook = $plan.hook -}}
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
{{- $name = dict "data" $data "spec" $spec | toJson | sha256sum | trunc 10 | printf "%s-%s" $plan.name -}}
{{- end -}}
apiVersion: batch/v1
kind: Job
metadata:
  {{- include "tracardi.metadata" (dict
    "root" .root
    "name" (include "tracardi.objectName" (list .root $name))
    "component" $plan.name
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
{{- $plan := include "tracardi.data.seed" . | fromYaml -}}
{{- $spec := (include "tracardi.seedPodTemplate" (list .root "check" $plan.name) | fromJson).spec -}}
{{- $hook := (include "tracardi.data.platformTest" . | fromYaml).hook -}}
apiVersion: v1
kind: Pod
metadata:
  {{- include "tracardi.metadata" (dict
    "root" .root
    "name" (include "tracardi.objectName" (list .root (printf "%s-test" $plan.name)))
    "component" $plan.name
    "labels" $seed.podLabels
    "annotations" (include "tracardi.merged" (list $seed.podAnnotations $hook) | fromJson)
  ) | nindent 2 }}
spec:
  {{- set $spec "activeDeadlineSeconds" $seed.activeDeadlineSeconds | include "tracardi.yaml" | nindent 2 }}
{{- end -}}
{{- end -}}

{{- /* Verifies on a schedule. A failed run is left until three others failed. */ -}}
{{- define "tracardi.seedCheck" -}}
{{- $seed := .root.Values.seed -}}
{{- if and $seed.checkSchedule (include "tracardi.seeds" .root) -}}
{{- $name := (include "tracardi.data.seed" . | fromYaml).checkName -}}
{{- $selector := include "tracardi.selectorLabels" (list .root $name) | fromJson -}}
{{- $labels := include "tracardi.merged" (list .root.Values.commonLabels $selector) | fromJson -}}
{{- $job := include "tracardi.seedJobSpec" (list .root "check" $name) | fromJson -}}
{{- $spec := dict
  "schedule" $seed.checkSchedule
  "concurrencyPolicy" "Forbid"
  "successfulJobsHistoryLimit" 1
  "failedJobsHistoryLimit" 3
  "jobTemplate" (dict "metadata" (dict "labels" $labels) "spec" $job)
-}}
apiVersion: batch/v1
kind: CronJob
metadata:
  {{- include "tracardi.metadata" (dict
    "root" .root
    "name" (include "tracardi.objectName" (list .root $name))
    "component" $name
  ) | nindent 2 }}
spec:
  {{- include "tracardi.yaml" $spec | nindent 2 }}
{{- end -}}
{{- end -}}

{{- /* As JSON: (list $ MODE COMPONENT). */ -}}
{{- define "tracardi.seedJobSpec" -}}
{{- $seed := (first .).Values.seed -}}
{{- $plan := include "tracardi.data.seed" . | fromYaml -}}
{{- $rules := list
  (dict "action" "FailJob" "onExitCodes" (dict "containerName" $plan.container "operator" "In" "values" $plan.finalExitCodes))
  (dict "action" "Ignore" "onPodConditions" (list (dict "type" "DisruptionTarget" "status" "True")))
-}}
{{- $spec := dict
  "backoffLimit" $seed.backoffLimit
  "activeDeadlineSeconds" $seed.activeDeadlineSeconds
  "podFailurePolicy" (dict "rules" $rules)
  "podReplacementPolicy" "Failed"
  "template" (include "tracardi.seedPodTemplate" . | fromJson)
-}}
{{- toJson $spec -}}
{{- end -}}

{{- /* As JSON: (list $ MODE COMPONENT). */ -}}
{{- define "tracardi.seedPodTemplate" -}}
{{- $root := first . -}}
{{- $seed := $root.Values.seed -}}
{{- $plan := include "tracardi.data.seed" . | fromYaml -}}
{{- $selector := include "tracardi.selectorLabels" (list $root (last .)) | fromJson -}}
{{- $labels := include "tracardi.merged" (list (dict "app" "tracardi") $root.Values.commonLabels $seed.podLabels $selector) | fromJson -}}
{{- $spec := dict
  "restartPolicy" "Never"
  "terminationGracePeriodSeconds" $seed.requestTimeoutSeconds
  "automountServiceAccountToken" $seed.serviceAccount.automount
  "enableServiceLinks" false
  "serviceAccountName" (include "tracardi.seedServiceAccountName" $root)
  "imagePullSecrets" (include "tracardi.pullSecrets" (dict "root" $root "component" (dict "settings" $seed)) | fromJsonArray)
  "affinity" $seed.affinity
  "containers" (list (include "tracardi.seedContainer" . | fromJson))
  "volumes" (include "tracardi.seedVolumes" $root | fromJsonArray)
-}}
{{- $metadata := include "tracardi.given" (dict "labels" $labels "annotations" $seed.podAnnotations) | fromJson -}}
{{- dict "metadata" $metadata "spec" (include "tracardi.withFields" (list $spec "pod" $seed) | fromJson) | toJson -}}
{{- end -}}

{{- /* As JSON: (list $ MODE COMPONENT). */ -}}
{{- define "tracardi.seedContainer" -}}
{{- $root := first . -}}
{{- $seed := $root.Values.seed -}}
{{- $plan := include "tracardi.data.seed" . | fromYaml -}}
{{- $mounts := list -}}
{{- range $plan.volumes -}}
{{- $mounts = append $mounts (dict "name" . "mountPath" (printf "/seed/%s" .) "readOnly" true) -}}
{{- end -}}
{{- $lines := include "tracardi.plain" (list "SEED_MODE" (index . 1)) -}}
{{- $lines = print $lines (include "tracardi.environment.seed" $root) -}}
{{- $own := dict
  "name" $plan.container
  "image" (include "tracardi.image" (list $root $seed.image))
  "imagePullPolicy" $seed.image.pullPolicy
  "command" $plan.command
  "env" (include "tracardi.env" (list $lines list) | fromJsonArray)
  "volumeMounts" $mounts
-}}
{{- include "tracardi.withFields" (list $own "container" $seed) -}}
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
{{- $keyItem := dict "key" $key.key "path" (include "tracardi.data.seed" . | fromYaml).keyFile -}}
{{- list
  (dict "name" "program" "configMap" (dict "name" $program))
  (dict "name" "tenants" "projected" (dict "sources" $files))
  (dict "name" "passwords" "projected" (dict "sources" $passwords))
  (dict "name" "key" "secret" (dict "secretName" $key.name "items" (list $keyItem)))
| toJson -}}
{{- end -}}
