using AiStack.Core.Values;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EndpointProperty = Aspire.Hosting.ApplicationModel.EndpointProperty;

namespace AiStack.Hosting.Model;

/// <summary>Fills in the addresses and secrets of a laptop.</summary>
public static class ValueExpressions
{
    /// <summary>An expression in Aspire's terms: evaluated when the program that gets it starts, for the network that it is in.</summary>
    /// <param name="value">The expression.</param>
    /// <param name="builder">The application's builder.</param>
    /// <param name="model">The stack.</param>
    public static ReferenceExpression ToReferenceExpression(this ValueExpression value, IDistributedApplicationBuilder builder, StackModel model)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(model);

        var expression = new ReferenceExpressionBuilder();
        foreach (var part in value.Parts)
        {
            switch (part)
            {
                case TextPart text:
                    expression.AppendLiteral(text.Text);
                    break;
                case SecretPart secret:
                    expression.AppendFormatted(builder.AddSecretParameter(secret.Secret).Resource);
                    break;
                case EndpointPart endpoint:
                    expression.AppendFormatted(Endpoint(endpoint, model));
                    break;
                default:
                    throw new NotSupportedException($"{part.GetType().Name} has no value on a laptop.");
            }
        }

        return expression.Build();
    }

    private static EndpointReferenceExpression Endpoint(EndpointPart part, StackModel model)
    {
        var resource = model.FindResource(part.Component) ?? throw new InvalidOperationException($"'{part.Component}' is not in the stack.");
        return resource.Component().Endpoints.TryGetValue(part.Endpoint, out var endpoint)
            ? endpoint.Property(part.Property switch
            {
                Core.Values.EndpointProperty.Host => EndpointProperty.Host,
                Core.Values.EndpointProperty.Port => EndpointProperty.Port,
                Core.Values.EndpointProperty.HostAndPort => EndpointProperty.HostAndPort,
                _ => EndpointProperty.Url,
            })
            : throw new InvalidOperationException($"'{part.Component}' has no endpoint '{part.Endpoint}'.");
    }
}
