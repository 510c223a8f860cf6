using AiStack.Core;
using AiStack.Core.Reading;
using AiStack.Core.Yaml;
using AiStack.Hosting.Publishing;

namespace Publishing.AppHost;

/// <summary>Writes down what it was given.</summary>
internal sealed class TextPublisher : IStackPublisher
{
    public async Task PublishAsync(Stack stack, string outputDirectory, string? format, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(outputDirectory);
        await File.WriteAllTextAsync(Path.Combine(outputDirectory, "stack.yaml"), $"# {format ?? "no format"}\n{YamlWriter.Write(StackWriter.Write(stack))}", cancellationToken);
    }
}
