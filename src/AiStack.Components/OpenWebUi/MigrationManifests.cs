using System.Globalization;
using AiStack.Core;
using AiStack.Kubernetes.Pods;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.OpenWebUi;

/// <summary>The Job that brings the tables of an Open WebUI's database up to date, where several replicas must not.</summary>
/// <remarks>
/// It starts the program, which does so before it answers, and stops it when it answers: a command for the tables alone is no part of what the image promises.
/// Another image or another database is another Job; until it has ended, replicas that miss a table restart.
/// </remarks>
internal static class MigrationManifests
{
    private const string Role = "migration";
    private const string DataVolume = "data";

    // The variables that say where the tables are and how the program starts; models and the like it does not need for that.
    private static readonly HashSet<string> s_needed = ["WEBUI_SECRET_KEY", "ENABLE_PERSISTENT_CONFIG", "ENABLE_OLLAMA_API", "DATABASE_URL"];

    private static readonly string s_script = $"""
        cd {OpenWebUiFacts.ProgramDirectory}
        bash {OpenWebUiFacts.StartCommand} &
        server=$!
        until curl --silent --fail --output /dev/null http://localhost:{OpenWebUiFacts.Port.ToString(CultureInfo.InvariantCulture)}{OpenWebUiFacts.HealthPath}; do
          kill -0 "$server" || exit 1
          sleep 2
        done
        kill "$server"

        """.ReplaceLineEndings("\n");

    public static void Publish(ManifestContext context, Component openWebUi) => context.Add(new Workload(openWebUi, Role, $"{openWebUi.Name}-migration", WorkloadKind.Job, OpenWebUiManifests.RunAs)
    {
        Containers =
        [
            new("migrate", OpenWebUiFacts.Reference, OpenWebUiManifests.ResourcesOf((OpenWebUiSpec)openWebUi.Spec))
            {
                Command = ["/bin/bash", "-c", s_script],
                Environment =
                [
                    .. OpenWebUiEnvironment.Of(context.Stack, openWebUi).Where(variable => s_needed.Contains(variable.Name)),
                    new("ENABLE_OPENAI_API", "False"),

                    // Its own way to embed would load a model.
                    new("RAG_EMBEDDING_ENGINE", "openai"),
                    .. OpenWebUiManifests.Writable,
                    new(OpenWebUiFacts.MigrationVariable, "True"),
                ],
                Mounts = [new(DataVolume, OpenWebUiFacts.DataDirectory), .. OpenWebUiManifests.WritableMounts],
            },
        ],
        Volumes = [Volume.Empty(DataVolume, "256Mi"), .. OpenWebUiManifests.WritableVolumes],
        Deadline = TimeSpan.FromHours(2),
    });
}
