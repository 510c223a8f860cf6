using System.Text.Json.Nodes;

namespace AiStack.StandIn.Qdrant;

/// <summary>Collections in a directory, a file for each, so that they outlive the container when its storage does.</summary>
internal sealed class CollectionStore(string storage)
{
    private readonly Lock _one = new();
    private readonly string _directory = Directory.CreateDirectory(Path.Combine(storage, "collections")).FullName;

    public IReadOnlyList<string> Names =>
        [.. Directory.EnumerateFiles(_directory, "*.json").Select(path => Uri.UnescapeDataString(Path.GetFileNameWithoutExtension(path))).Order(StringComparer.Ordinal)];

    public CollectionDefinition? Find(string name)
    {
        lock (_one)
        {
            return File.Exists(PathOf(name)) ? new CollectionDefinition(JsonNode.Parse(File.ReadAllText(PathOf(name)))!.AsObject()) : null;
        }
    }

    /// <returns>Whether it was added; not when there is one of this name.</returns>
    public bool Add(string name, CollectionDefinition definition)
    {
        lock (_one)
        {
            if (File.Exists(PathOf(name)))
            {
                return false;
            }

            File.WriteAllText(PathOf(name), definition.Parameters.ToJsonString());
            return true;
        }
    }

    /// <returns>Whether there was one.</returns>
    public bool Remove(string name)
    {
        lock (_one)
        {
            var existed = File.Exists(PathOf(name));
            File.Delete(PathOf(name));
            return existed;
        }
    }

    private string PathOf(string name) => Path.Combine(_directory, Uri.EscapeDataString(name) + ".json");
}
