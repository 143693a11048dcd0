{{- /* Rules as in lib/values/rules/images.ts: names of images. */ -}}

{{- define "tracardi.brokenImageRules" -}}
{{- $images := dict "init.image" .Values.init.image "seed.image" .Values.seed.image -}}
{{- range .TracardiMemo.components -}}
{{- $_ := set $images .imagePath .image -}}
{{- end -}}
{{- range $path, $image := $images -}}
{{- $registry := default $image.registry $.Values.global.imageRegistry | splitList "/" | first -}}
{{- $host := splitList "/" $image.repository | first -}}
{{- if and $registry (contains "/" $image.repository) }}
{{- if or (contains ":" $host) (eq $host $registry) }}
registry-twice {{ $path }}.repository
{{- else if contains "." $host }}
registry-below-registry {{ $path }}.repository
{{- end }}
{{- end }}
{{- end }}
{{ end -}}
