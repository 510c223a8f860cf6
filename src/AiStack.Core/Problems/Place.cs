using System.Globalization;
using System.Text;

namespace AiStack.Core.Problems;

/// <summary>Where in a stack something is said: in a file, or in C#.</summary>
/// <param name="Path">
/// Which part of the stack, from its top: <c>components.vllm.models.qwen2-chat.max_model_len</c>, <c>links[2].to</c>; empty for the whole.
/// Keys that contain a dot, a bracket, a quote or white space stand in brackets and quotes: <c>labels["a.b"]</c>.
/// </param>
/// <param name="File">Name of the file as the user gave it. <see langword="null"/>: it was said in C#, and only <paramref name="Path"/> tells where.</param>
/// <param name="Line">Line in the file, from 1; 0 without a file.</param>
/// <param name="Column">Column in the line, from 1 and counted in characters; 0 without a file.</param>
public sealed record Place(string Path, string? File = null, int Line = 0, int Column = 0)
{
    // Most places are never shown, so a place made by a reader keeps its parent and its own segment, and joins them when asked.
    private readonly Place? _parent;
    private readonly string? _key;
    private readonly int _index;
    private string? _path = Path;

    private Place(Place parent, string? key, int index, int line, int column)
        : this(string.Empty, parent.File, line, column)
    {
        _parent = parent;
        _key = key;
        _index = index;
        _path = null;
    }

    /// <inheritdoc cref="Place(string, string?, int, int)" path="/param[@name='Path']"/>
    public string Path
    {
        get => _path ??= Join();
        init => _path = value;
    }

    /// <summary>The place of a property below this one.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="line">Its line; 0 without a file.</param>
    /// <param name="column">Its column; 0 without a file.</param>
    public Place Property(string key, int line = 0, int column = 0) => new(this, key, 0, line, column);

    /// <summary>The place of an item of the list that stands here.</summary>
    /// <param name="index">Its position, from 0.</param>
    /// <param name="line">Its line; 0 without a file.</param>
    /// <param name="column">Its column; 0 without a file.</param>
    public Place Item(int index, int line = 0, int column = 0) => new(this, null, index, line, column);

    /// <summary>Whether both name the same part of the stack and the same position.</summary>
    /// <param name="other">The other place.</param>
    public bool Equals(Place? other) =>
        other is not null && Line == other.Line && Column == other.Column && File == other.File && Path == other.Path;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Path, File, Line, Column);

    /// <summary><c>file:line:column</c>, or the path of what was said in C#.</summary>
    public override string ToString() => File switch
    {
        null => Path.Length == 0 ? "stack" : Path,
        _ => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}"),
    };

    private string Join()
    {
        var chain = new Stack<Place>();
        var top = this;
        for (; top._path is null; top = top._parent!)
        {
            chain.Push(top);
        }

        var path = new StringBuilder(top._path);
        foreach (var place in chain)
        {
            place.AppendSegment(path);
        }

        return path.ToString();
    }

    private void AppendSegment(StringBuilder path)
    {
        if (_key is null)
        {
            path.Append('[').Append(CultureInfo.InvariantCulture, $"{_index}").Append(']');
        }
        else if (_key.Length == 0 || _key.Any(c => c is '.' or '[' or ']' or '"' or '\\' || char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            path.Append("[\"").Append(_key.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append("\"]");
        }
        else
        {
            path.Append(path.Length == 0 ? "" : ".").Append(_key);
        }
    }
}
