namespace AiStack.Core.Yaml;

/// <summary>Writes a value on one line: <c>{ secret: hf-token }</c>.</summary>
internal static class YamlFlow
{
    public static string Write(Node node) => node switch
    {
        MappingNode { Entries.Count: 0 } => "{}",
        MappingNode mapping => $"{{ {string.Join(", ", mapping.Entries.Select(entry => $"{YamlText.Key(entry.Key)}: {Write(entry.Value)}"))} }}",
        SequenceNode list => $"[{string.Join(", ", list.Items.Select(Write))}]",
        _ => YamlText.Value((ScalarNode)node, indentation: 0),
    };
}
