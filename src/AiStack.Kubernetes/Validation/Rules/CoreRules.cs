using System.Text.Json.Nodes;
using AiStack.Kubernetes.Validation.Schemas;

namespace AiStack.Kubernetes.Validation.Rules;

/// <summary>Rules of the core kinds that the API server has in code, so that no schema tells them.</summary>
internal static class CoreRules
{
    /// <summary>Checks an object of a core kind.</summary>
    public static void Check(JsonObject json, ObjectType type, FindingList findings)
    {
        if (type.Schema.Resolved.Dialect != SchemaDialect.Core)
        {
            return;
        }

        var root = new Field(json, ObjectPath.Root, findings);
        switch (type.Group, type.Kind)
        {
            case ("", "Pod"):
                PodRules.Check(root["spec"], findings);
                break;
            case ("apps", _) or ("batch", _):
                WorkloadRules.Check(root, type.Kind);
                break;
            case ("", "Service"):
                ServiceRules.Check(root["spec"]);
                break;
            case ("", "ConfigMap" or "Secret"):
                ConfigurationRules.Check(root);
                break;
            case ("", "PersistentVolumeClaim"):
                ClaimRules.Check(root["spec"]);
                break;
            case ("networking.k8s.io", "NetworkPolicy"):
                NetworkPolicyRules.Check(root["spec"]);
                break;
            case ("policy", "PodDisruptionBudget"):
                var budget = root["spec"];
                SelectorRules.Check(budget["selector"]);
                budget.AtMostOne("minAvailable", "maxUnavailable");
                break;
            case ("autoscaling", "HorizontalPodAutoscaler"):
                var scaling = root["spec"];
                if (scaling["minReplicas"].Number > scaling["maxReplicas"].Number)
                {
                    scaling["minReplicas"].Report($"{scaling["minReplicas"].Number} is more than 'maxReplicas', {scaling["maxReplicas"].Number}.");
                }

                break;
        }
    }
}
