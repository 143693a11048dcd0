{{- /*
Demands on several keys at once, which JSON Schema cannot express. Each helper of the rules prints those that the values break, one a
line: the rule, a blank and the path; behind a tab what the sentence ends with, where one tells of several items. The sentences are those of the synthesizer, and so are the rules of _plain_rules.tpl; those that
compare items are in a file for each concern, as in lib/values/rules.
*/ -}}

{{- /* Stops the run where the values break a rule, with all broken rules at once: $. */ -}}
{{- define "tracardi.validate" -}}
{{- $problems := include "tracardi.problems" (list . "error") -}}
{{- if $problems -}}
{{- fail (printf "the values are not valid:\n%s" (trimSuffix "\n" $problems)) -}}
{{- end -}}
{{- end -}}

{{- /* The broken rules of a severity, one `path: sentence` a line, in the order of the rules: (list $ SEVERITY). */ -}}
{{- define "tracardi.problems" -}}
{{- $severity := last . -}}
{{- $lines := include "tracardi.once" (list "tracardi.brokenRules" (first .)) | splitList "\n" | compact -}}
{{- $broken := dict -}}
{{- range $lines -}}
{{- $_ := set $broken (splitn " " 2 .)._0 true -}}
{{- end -}}
{{- range $rule := include "tracardi.data.rules" . | fromYamlArray -}}
{{- if and (eq .severity $severity) (hasKey $broken .id) -}}
{{- range $lines -}}
{{- $parts := splitn " " 2 . -}}
{{- if eq $parts._0 $rule.id -}}
{{- $place := splitn "\t" 2 $parts._1 -}}
{{- $sentence := list $rule.sentence (default "" $place._1) | compact | join " " -}}
{{- printf "%s: %s\n" (regexReplaceAll "\\.([0-9]+)(\\.|$)" $place._0 "[$1]$2") $sentence -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "tracardi.brokenRules" -}}
{{- include "tracardi.plainRules" . -}}
{{- include "tracardi.brokenTenancyRules" . -}}
{{- include "tracardi.brokenInfrastructureRules" . -}}
{{- include "tracardi.brokenGlobalRules" . -}}
{{- range .TracardiMemo.components -}}
{{- include "tracardi.plainComponentRules" . -}}
{{- include "tracardi.brokenScalingRules" . -}}
{{- include "tracardi.brokenProbes" (list .path .settings) -}}
{{- include "tracardi.brokenSleeps" . -}}
{{- include "tracardi.brokenPodAnnotations" . -}}
{{- include "tracardi.highRequests" (list .path .settings.resources) -}}
{{- include "tracardi.brokenListRules" (dict "root" $ "component" .) -}}
{{- include "tracardi.brokenSchedulingRules" . -}}
{{- include "tracardi.brokenNetworkRules" . -}}
{{- end -}}
{{- include "tracardi.brokenExtraContainerRules" . -}}
{{- include "tracardi.highRequests" (list "init" .Values.init.resources) -}}
{{- include "tracardi.highRequests" (list "seed" .Values.seed.resources) -}}
{{- include "tracardi.brokenImageRules" . -}}
{{- include "tracardi.brokenAmountRules" . -}}
{{- include "tracardi.brokenTextRules" . -}}
{{- include "tracardi.brokenDocumentRules" . -}}
{{- include "tracardi.brokenNameRules" . -}}
{{- include "tracardi.brokenMetadataRules" . -}}
{{- include "tracardi.brokenExtraObjectRules" . -}}
{{- include "tracardi.brokenNodePortRules" . -}}
{{- include "tracardi.brokenRoutingRules" . -}}
{{- include "tracardi.brokenGatewayRules" . -}}
{{- include "tracardi.brokenTenantRules" . -}}
{{- end -}}
