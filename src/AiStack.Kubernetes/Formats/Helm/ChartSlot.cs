using System.Text.Json.Nodes;

namespace AiStack.Kubernetes.Formats.Helm;

/// <summary>A place in an object that a value of the chart fills.</summary>
/// <param name="Section">Section of the values that the value is in.</param>
/// <param name="Identity">What it is a value of: places of one identity in a section share a value.</param>
/// <param name="Names">Names for it, from the shortest; the first one that nobody else has becomes its key.</param>
/// <param name="Part">Key below the value. <see langword="null"/>: the place takes the value as a whole.</param>
/// <param name="Default">What the place holds without anybody saying otherwise.</param>
/// <param name="Form">How the place is written.</param>
/// <param name="Owner">The object that has the place.</param>
/// <param name="User">Who has the place, for the reader.</param>
/// <param name="Fill">Puts something into the place.</param>
internal sealed record ChartSlot(string Section, string Identity, IReadOnlyList<string> Names, string? Part, JsonNode Default, SlotForm Form, KubernetesObject Owner, string User, Action<string> Fill);
