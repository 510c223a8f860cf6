using AiStack.StandIn.Qdrant;
using AiStack.StandIn.Roles;

namespace AiStack.StandIn;

/// <summary>The program that is stood in for: its name (as under <c>AiStack:Images</c>), its ports and what it answers there.</summary>
internal sealed record Role(string Name, IReadOnlyList<int> Ports, Action<WebApplication> Map)
{
    public static IReadOnlyList<Role> All { get; } = [LangflowRole.Create(), OpenWebUiRole.Create(), PipelinesRole.Create(), QdrantRole.Create(), ApisixRole.Create()];

    /// <summary>The port that a variable of the real program names, or its usual one.</summary>
    public static int Port(string variable, int usual) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } port ? int.Parse(port, System.Globalization.CultureInfo.InvariantCulture) : usual;
}
