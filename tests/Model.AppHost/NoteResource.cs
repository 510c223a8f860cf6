namespace Model.AppHost;

/// <summary>A resource that drives itself.</summary>
internal sealed class NoteResource(string name) : Resource(name);
