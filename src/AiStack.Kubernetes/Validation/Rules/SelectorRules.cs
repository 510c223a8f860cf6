namespace AiStack.Kubernetes.Validation.Rules;

/// <summary>Rules of label selectors.</summary>
internal static class SelectorRules
{
    /// <summary>Checks a selector of the form with <c>matchLabels</c> and <c>matchExpressions</c>.</summary>
    public static void Check(Field selector)
    {
        CheckLabels(selector["matchLabels"]);
        foreach (var expression in selector["matchExpressions"].Items)
        {
            expression["key"].ReportIf(expression["key"].Text is { } key ? KubernetesNames.KeyProblem(key) : null);
            var needsValues = expression["operator"].Text is "In" or "NotIn";
            if (needsValues != expression["values"].Items.Any())
            {
                expression.Report(needsValues ? $"'{expression["operator"].Text}' needs 'values'." : $"'{expression["operator"].Text}' takes no 'values'.");
            }
        }
    }

    /// <summary>Checks labels that are selected by.</summary>
    public static void CheckLabels(Field labels)
    {
        foreach (var (key, value) in labels.Entries)
        {
            value.ReportIf(KubernetesNames.KeyProblem(key));
            value.ReportIf(value.Text is { } text ? KubernetesNames.ValueProblem(text) : null);
        }
    }
}
