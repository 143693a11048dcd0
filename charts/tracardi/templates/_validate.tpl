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

{{- /*
Stops the run where the values are those of another file, by a key at the root that the schema lets through for this sentence:
.Values. `cdk8s-tracardi validate` tells more of each kind of file.
*/ -}}
{{- define "tracardi.refuseWrongFile" -}}
{{- $isManifest := and (kindIs "string" .kind) (kindIs "string" .apiVersion) -}}
{{- $isOther := dict "kind" $isManifest "tracardi" (kindIs "map" .tracardi) "releases" (kindIs "slice" .releases) -}}
{{- range include "tracardi.data.otherFiles" . | fromYamlArray -}}
{{- if hasKey $ .key -}}
{{- $isTold := and .sentence (dig .key true $isOther) -}}
{{- fail (printf "the values are not valid:\n%s: %s" .key (ternary .sentence "is not a known key" (not (empty $isTold)))) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* The broken rules of a severity, one `path: sentence` a line, in the order of the rules: (list $ SEVERITY). */ -}}
{{- define "tracardi.problems" -}}
{{- $root := first . -}}
{{- $severity := last . -}}
{{- $lines := include "tracardi.once" (list "tracardi.brokenRules" $root) | splitList "\n" | compact -}}
{{- $broken := dict -}}
{{- range $lines -}}
{{- $parts := splitn " " 2 . -}}
{{- $_ := set $broken $parts._0 (print (get $broken $parts._0) "\n" $parts._1) -}}
{{- end -}}
{{- range $rule := include "tracardi.data.rules" . | fromYamlArray -}}
{{- if and (eq .severity $severity) (hasKey $broken .id) -}}
{{- include "tracardi.groupedProblems" (list $root.TracardiMemo.components .sentence (get $broken .id | splitList "\n" | compact)) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* Lines `path: message`, where several components have one alike as one: (list COMPONENTS LINES). */ -}}
{{- define "tracardi.groupedLines" -}}
{{- $places := regexReplaceAll "(?m)^([^:]+): " (last .) "${1}\t" | splitList "\n" | compact -}}
{{- include "tracardi.groupedProblems" (list (first .) "" $places) -}}
{{- end -}}

{{- /* One line for what several items of a list or several components have alike: (list COMPONENTS SENTENCE PLACES). */ -}}
{{- define "tracardi.groupedProblems" -}}
{{- $components := first . -}}
{{- $sentence := index . 1 -}}
{{- $groups := dict -}}
{{- $order := list -}}
{{- range $place := last . -}}
{{- $parts := splitn "\t" 2 . -}}
{{- $alike := include "tracardi.alikePlace" (list $components $parts._0) | fromJson -}}
{{- $key := printf "%s\t%s" $alike.common (default "" $parts._1) -}}
{{- if not (hasKey $groups $key) -}}
{{- $_ := set $groups $key dict -}}
{{- $order = append $order $key -}}
{{- end -}}
{{- $_ := set (get $groups $key) $alike.order (dict "path" $parts._0 "component" $alike.component) -}}
{{- end -}}
{{- range $key := $order -}}
{{- $message := list $sentence (splitn "\t" 2 $key)._1 | compact | join " " -}}
{{- include "tracardi.sayGroup" (list $message (get $groups $key)) -}}
{{- end -}}
{{- end -}}

{{- /*
What a place has alike with others (a component and the numbers of items tell them apart), and a text by which they are put in order:
(list COMPONENTS PATH).
*/ -}}
{{- define "tracardi.alikePlace" -}}
{{- $path := last . -}}
{{- $component := "" -}}
{{- $rank := "" -}}
{{- range $index, $row := first . -}}
{{- if hasPrefix (print .path ".") $path -}}
{{- $component = .path -}}
{{- $rank = printf "%03d" $index -}}
{{- end -}}
{{- end -}}
{{- $common := list (ternary "component" "" (ne $component "")) -}}
{{- $order := list $rank -}}
{{- range trimPrefix $component $path | splitList "." -}}
{{- if regexMatch "^[0-9]+$" . -}}
{{- $common = append $common "[]" -}}
{{- $order = append $order (printf "%010d" (atoi .)) -}}
{{- else -}}
{{- $common = append $common . -}}
{{- $order = append $order . -}}
{{- end -}}
{{- end -}}
{{- dict "component" $component "common" (join "." $common) "order" (join "." $order) | toJson -}}
{{- end -}}

{{- /* The first of a group, with the others as a number or by the names of their components: (list MESSAGE GROUP). */ -}}
{{- define "tracardi.sayGroup" -}}
{{- $message := first . -}}
{{- $first := "" -}}
{{- $components := list -}}
{{- range $_, $member := last . -}}
{{- $first = default .path $first -}}
{{- if .component -}}
{{- $components = append $components .component -}}
{{- end -}}
{{- end -}}
{{- $others := sub (len (last .)) 1 -}}
{{- $isOneEach := eq (len (uniq $components)) (len (last .)) -}}
{{- if and $isOneEach (gt $others 0) (le $others 10) -}}
{{- $message = printf "%s (and %s)" $message (rest $components | join ", ") -}}
{{- else if gt $others 0 -}}
{{- $kind := ternary (ternary "tenant" "tenants" (eq $others 1)) "of these" (hasPrefix "tenants." $first) -}}
{{- $message = printf "%s (and %d more %s)" $message $others $kind -}}
{{- end -}}
{{- printf "%s: %s\n" (regexReplaceAll "\\.([0-9]+)\\b" $first "[$1]") $message -}}
{{- end -}}

{{- define "tracardi.brokenRules" -}}
{{- include "tracardi.plainRules" . -}}
{{- include "tracardi.brokenTenancyRules" . -}}
{{- include "tracardi.brokenInfrastructureRules" . -}}
{{- include "tracardi.brokenGlobalRules" . -}}
{{- range .TracardiMemo.components -}}
{{- include "tracardi.plainComponentRules" . -}}
{{- include "tracardi.brokenScalingRules" (dict "root" $ "component" .) -}}
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
