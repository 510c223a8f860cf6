using AiStack.Kubernetes.Validation.Structure;

namespace AiStack.Kubernetes.Validation.Rules;

/// <summary>Rules of what makes pods: the selector and its template, and when containers start again.</summary>
internal static class WorkloadRules
{
    private const int CronFields = 5;

    /// <summary>Checks a workload.</summary>
    public static void Check(Field root, string kind)
    {
        switch (kind)
        {
            case "Deployment" or "StatefulSet" or "DaemonSet" or "ReplicaSet":
                CheckSelector(root["spec"]);
                CheckTemplate(root["spec"], kind);
                break;
            case "Job":
                CheckTemplate(root["spec"], kind);
                break;
            case "CronJob":
                CheckTemplate(root["spec"]["jobTemplate"]["spec"], "Job");
                CheckSchedule(root["spec"]["schedule"]);
                break;
        }
    }

    private static void CheckSelector(Field spec)
    {
        var selector = spec["selector"];
        SelectorRules.Check(selector);
        if (selector.IsThere && !selector["matchLabels"].Entries.Any() && !selector["matchExpressions"].Items.Any())
        {
            selector.Report("An empty selector is not allowed here; write 'matchLabels'.");
        }

        var labels = spec["template"]["metadata"]["labels"];
        foreach (var (key, wanted) in selector["matchLabels"].Entries)
        {
            if (labels[key].Text != wanted.Text)
            {
                wanted.Report(labels[key].IsThere ? $"The pods of the template carry '{key}: {labels[key].Text}'; the selector has to match them." : $"The pods of the template do not carry the label '{key}: {wanted.Text}'; the selector has to match them.");
            }
        }
    }

    private static void CheckTemplate(Field spec, string kind)
    {
        var template = spec["template"];
        MetadataRules.CheckTemplate(template["metadata"].Node, template["metadata"].Path, spec.Findings);
        PodRules.Check(template["spec"], spec.Findings, [.. spec["volumeClaimTemplates"].Items.Select(claim => claim["metadata"]["name"].Text).OfType<string>()]);
        var restart = template["spec"]["restartPolicy"];
        if (kind == "Job" && restart.Text is not ("OnFailure" or "Never"))
        {
            (restart.IsThere ? restart : template["spec"]).Report($"The pods of a Job need 'restartPolicy: OnFailure' or 'Never', not {(restart.IsThere ? JsonWords.Describe(restart.Node) : "the default, 'Always'")}.");
        }

        if (kind != "Job" && restart.IsThere && restart.Text != "Always")
        {
            restart.Report($"The pods of a {kind} start again always: leave the field out.");
        }
    }

    private static void CheckSchedule(Field schedule)
    {
        if (schedule.Text is { } text && !text.StartsWith('@') && text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length != CronFields)
        {
            schedule.Report($"'{text}' is no schedule: minute, hour, day of month, month, day of week, such as '0 3 * * *'.");
        }
    }
}
