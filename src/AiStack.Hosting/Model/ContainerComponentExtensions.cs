using AiStack.Core;
using AiStack.Core.Values;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AiStack.Hosting.Model;

/// <summary>Components that are containers.</summary>
public static class ContainerComponentExtensions
{
    /// <summary>Gives a container the environment that its links and its spec make up.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="model">The stack.</param>
    /// <param name="variables">The variables of a component.</param>
    public static IResourceBuilder<T> WithStackEnvironment<T>(this IResourceBuilder<T> builder, StackModel model, Func<Stack, Component, IEnumerable<EnvironmentVariable>> variables)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithStackEnvironment(model, builder.Resource, variables);
    }

    /// <summary>Gives what runs for a component the environment that the component's links and spec make up.</summary>
    /// <param name="builder">What runs.</param>
    /// <param name="model">The stack.</param>
    /// <param name="component">The component.</param>
    /// <param name="variables">The variables of a component.</param>
    public static IResourceBuilder<T> WithStackEnvironment<T>(this IResourceBuilder<T> builder, StackModel model, IResource component, Func<Stack, Component, IEnumerable<EnvironmentVariable>> variables)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(component);

        builder.AddSecretsBeforeStart(() => Variables().Select(variable => variable.Value));
        BracedTexts.AddBeforeStart(builder, Variables);
        return builder.WithEnvironment(context =>
        {
            foreach (var variable in Variables())
            {
                context.EnvironmentVariables[variable.Name] = BracedTexts.Find(builder.ApplicationBuilder, builder.Resource, variable)
                    ?? (object)variable.Value.ToReferenceExpression(builder.ApplicationBuilder, model);
            }
        });

        IEnumerable<EnvironmentVariable> Variables() => variables(model.Stack, model.ComponentOf(component));
    }

    /// <summary>Adds the parameters of the secrets in values. They are shown, and asked for where they have no value, only if they are there before the start.</summary>
    internal static void AddSecretsBeforeStart<T>(this IResourceBuilder<T> builder, Func<IEnumerable<ValueExpression>> values) where T : IResource =>
        builder.ApplicationBuilder.Eventing.Subscribe<BeforeStartEvent>((_, _) =>
        {
            foreach (var secret in values().SelectMany(value => value.Parts).OfType<SecretPart>())
            {
                builder.ApplicationBuilder.AddSecretParameter(secret.Secret);
            }

            return Task.CompletedTask;
        });

    /// <summary>The component of the stack that a resource is.</summary>
    public static Component ComponentOf(this StackModel model, IResource resource)
    {
        ArgumentNullException.ThrowIfNull(model);

        var annotation = resource.Component();
        var reference = annotation.Parent is { } parent ? $"{parent.Component().Name}/{annotation.Name}" : annotation.Name;
        return model.Stack.Find(reference) ?? throw new InvalidOperationException($"'{reference}' is not in the stack.");
    }
}
