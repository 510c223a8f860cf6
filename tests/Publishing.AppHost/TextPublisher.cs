using AiStack.Core;
using AiStack.Core.Reading;
using AiStack.Core.Yaml;
using AiStack.Hosting.Publishing;

namespace Publishing.AppHost;

/// <summary>Writes down what it was given.</summary>
internal sealed class TextPublisher : IStackPublisher
{
    public async Task PublishAsync(Stack stack, PublishRequest request, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(request.OutputDirectory);
        await File.WriteAllTextAsync(Path.Combine(request.OutputDirectory, "stack.yaml"), $"# {request.Settings["Format"] ?? "no format"}\n{YamlWriter.Write(StackWriter.Write(stack))}", cancellationToken);
    }
}
