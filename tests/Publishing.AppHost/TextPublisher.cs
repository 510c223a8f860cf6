using AiStack.Core;
using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Core.Reading;
using AiStack.Core.Yaml;
using AiStack.Hosting.Model;
using AiStack.Hosting.Publishing;

namespace Publishing.AppHost;

/// <summary>Writes down what it was given, unless the format is <c>refused</c>.</summary>
internal sealed class TextPublisher : IStackPublisher
{
    public async Task PublishAsync(Stack stack, PublishRequest request, CancellationToken cancellationToken)
    {
        var format = request.Settings["Format"];
        if (format == "refused")
        {
            throw new StackProblemsException([StructureProblems.DerivedName.At(new Place("vllm"), "The name is taken.", "Take another.")]);
        }

        Directory.CreateDirectory(request.OutputDirectory);
        await File.WriteAllTextAsync(Path.Combine(request.OutputDirectory, "stack.yaml"), $"# {format ?? "no format"}\n{YamlWriter.Write(StackWriter.Write(stack))}", cancellationToken);
    }
}
