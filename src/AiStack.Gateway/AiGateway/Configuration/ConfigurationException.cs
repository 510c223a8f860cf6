namespace AiStack.Gateway.AiGateway.Configuration;

/// <summary>Something in the file of routes that this program cannot do, or cannot read: where it stands, what is wrong and what would do.</summary>
internal sealed class ConfigurationException(string message) : Exception(message);
