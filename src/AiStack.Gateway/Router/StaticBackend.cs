namespace AiStack.Gateway.Router;

/// <summary>A backend as configured: where it is and which model it serves.</summary>
/// <param name="Url">Base address without a trailing slash, as in the <c>server</c> label of the metrics.</param>
/// <param name="Model">Name a request's <c>model</c> property asks for.</param>
/// <param name="ModelType">What a health check sends to it; <see langword="null"/>: nothing is sent.</param>
internal sealed record StaticBackend(string Url, string Model, string? ModelType);
