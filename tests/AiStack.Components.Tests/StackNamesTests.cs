using AiStack.Components.Vllm;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace AiStack.Components.Tests;

public sealed class StackNamesTests
{
    [Fact]
    public void TwoModelsOfOneNameAndAComponentCalledLikeBoth_EachHasANameOfItsOwn()
    {
        using var builder = Run("""
              a: { kind: vllm, models: { chat: { model_path: a/b, model_type: chat } } }
              b: { kind: vllm, models: { chat: { model_path: a/c, model_type: chat } } }
              a-chat: { kind: redis }
            """);

        Assert.Equal(["a-chat-2", "b-chat"], builder.Resources.OfType<ModelResource>().Select(model => model.Name));
        Assert.Single(builder.Resources, resource => resource.Name == "a-chat");
    }

    [Fact]
    public async Task SecretCalledLikeItsComponent_TakesItsValueFromTheSettingOfItsOwnName()
    {
        using var builder = Run("  qdrant: { kind: qdrant, api_key: { secret: qdrant } }", "--Parameters:qdrant=given");

        var parameter = Assert.Single(builder.Resources.OfType<ParameterResource>(), parameter => parameter.Name.StartsWith("qdrant", StringComparison.Ordinal));
        Assert.Equal("given", await parameter.GetValueAsync(TestContext.Current.CancellationToken));
        Assert.Single(builder.Resources, resource => resource.Name == "qdrant");
    }

    [Fact]
    public void ModelWithAnImage_InContainers_RunsFromItWhateverConfigurationSaysOfTheUsualOne()
    {
        using var builder = Run("""
              vllm:
                kind: vllm
                models:
                  own: { model_path: a/b, model_type: chat, replicas: 2, image: "registry.example:5000/mine:1" }
                  usual: { model_path: a/c, model_type: chat }
            """, "--AiStack:Run=containers", "--AiStack:Images:vllm=usual/image:2");

        Assert.Equal("registry.example:5000/mine:1", ImageOf(builder, "own-0"));
        Assert.Equal("registry.example:5000/mine:1", ImageOf(builder, "own-1"));
        Assert.Equal("usual/image:2", ImageOf(builder, "usual-0"));
    }

    [Fact]
    public void WithImage_InContainers_IsWhatTheEnginesRunFrom()
    {
        using var builder = BuiltStack.Builder("--AiStack:Run=containers");

        builder.AddVllm("vllm").AddModel("chat", "a/b", ModelType.Chat).WithImage("example/mine:1");

        Assert.Equal("example/mine:1", ImageOf(builder, "chat-0"));
    }

    private static string ImageOf(IDistributedApplicationTestingBuilder builder, string container)
    {
        var image = builder.Resources.OfType<ContainerResource>().Single(resource => resource.Name == container).Annotations.OfType<ContainerImageAnnotation>().Single();
        return $"{(image.Registry is null ? "" : image.Registry + "/")}{image.Image}:{image.Tag}";
    }

    private static IDistributedApplicationTestingBuilder Run(string components, params string[] arguments)
    {
        var stack = StackText.ReadFile($"apiVersion: aistack/v1\nname: names\ncomponents:\n{components}\n");
        var builder = BuiltStack.Builder(arguments);
        builder.AddStack(stack);
        return builder;
    }
}
