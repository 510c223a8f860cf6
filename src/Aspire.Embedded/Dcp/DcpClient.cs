using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Aspire.Hosting.Dcp.Objects;

namespace Aspire.Hosting.Dcp;

/// <summary>
/// DCP's API: Kubernetes' conventions with DCP's own kinds. Six verbs on five kinds are needed, and both certificate and token are our own, so this is
/// a plain <see cref="HttpClient"/>: KubernetesClient would spend several hundred milliseconds of every start on reading YAML and on reflection.
/// </summary>
internal sealed class DcpClient : IDisposable
{
    private static readonly TimeSpan s_callLimit = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;

    internal DcpClient(Uri server, string token, DcpCertificate certificate)
    {
        var handler = new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(5) };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => certificate.IsShownBy(shown);
        _http = new HttpClient(handler) { BaseAddress = server, Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    internal Task<AdminExecution> GetExecutionAsync(CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, "/admin/execution", null, DcpJson.Default.AdminExecution, cancellationToken);

    /// <summary>Asks DCP to stop everything it runs and then itself.</summary>
    internal Task StopEverythingAsync(CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Patch, "/admin/execution", Content(new AdminExecution { Status = AdminExecution.Stopping }, DcpJson.Default.AdminExecution, "application/merge-patch+json"), DcpJson.Default.AdminExecution, cancellationToken);

    internal Task<T> CreateAsync<T>(T item, CancellationToken cancellationToken) where T : DcpObject, IDcpObject<T> =>
        SendAsync(HttpMethod.Post, PathOf<T>(), Content(item with { Kind = T.KindName }, TypeOf<T>(), "application/json"), TypeOf<T>(), cancellationToken);

    /// <summary>The object of that name, or <see langword="null"/> when there is none.</summary>
    internal async Task<T?> FindAsync<T>(string name, CancellationToken cancellationToken) where T : DcpObject, IDcpObject<T>
    {
        try
        {
            return await SendAsync(HttpMethod.Get, PathOf<T>(name), null, TypeOf<T>(), cancellationToken).ConfigureAwait(false);
        }
        catch (DcpApiException exception) when (exception.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Asks a running executable or container to end; it keeps its object, its logs and its exit code.</summary>
    internal Task<T> StopAsync<T>(string name, CancellationToken cancellationToken) where T : DcpObject, IDcpObject<T> =>
        SendAsync(HttpMethod.Patch, PathOf<T>(name), Content(new StopPatch(), DcpJson.Default.StopPatch, "application/merge-patch+json"), TypeOf<T>(), cancellationToken);

    /// <summary>Deletes an object and returns when it is gone, so that its name may be used again. No such object is no error.</summary>
    internal async Task DeleteAsync<T>(string name, CancellationToken cancellationToken) where T : DcpObject, IDcpObject<T>
    {
        try
        {
            using var response = await AnswerAsync(new HttpRequestMessage(HttpMethod.Delete, PathOf<T>(name)), HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
        }
        catch (DcpApiException exception) when (exception.Status == HttpStatusCode.NotFound)
        {
            return;
        }

        // Deleting is asynchronous: finalizers stop the process or remove the container first.
        while (await FindAsync<T>(name, cancellationToken).ConfigureAwait(false) is not null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken).ConfigureAwait(false);
        }
    }

    internal Task<DcpNameList> ListAsync<T>(CancellationToken cancellationToken) where T : DcpObject, IDcpObject<T> =>
        SendAsync(HttpMethod.Get, PathOf<T>(), null, DcpJson.Default.DcpNameList, cancellationToken);

    /// <summary>The lines of a watch, from now until the connection ends; every object that exists comes first.</summary>
    internal Task<DcpLineStream> OpenWatchAsync<T>(CancellationToken cancellationToken) where T : DcpObject, IDcpObject<T> =>
        OpenAsync(PathOf<T>() + "?watch=true", cancellationToken);

    /// <summary>
    /// Opens a log from its beginning, with a time stamp before each line. The source is <c>stdout</c>, <c>stderr</c>, <c>system</c> or, of containers,
    /// <c>startup_stdout</c> and <c>startup_stderr</c>; with <paramref name="follow"/> it goes on until the program has ended.
    /// </summary>
    internal Task<DcpLineStream> OpenLogAsync<T>(string name, string source, bool follow, CancellationToken cancellationToken) where T : DcpObject, IDcpObject<T> =>
        OpenAsync($"{PathOf<T>(name)}/log?source={source}&follow={(follow ? "true" : "false")}&timestamps=true", cancellationToken);

    private async Task<DcpLineStream> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var response = await AnswerAsync(new HttpRequestMessage(HttpMethod.Get, path), HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        return new DcpLineStream(response, await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));
    }

    private async Task<T> SendAsync<T>(HttpMethod method, string path, HttpContent? content, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_callLimit);
        using var response = await AnswerAsync(new HttpRequestMessage(method, path) { Content = content }, HttpCompletionOption.ResponseContentRead, limit.Token).ConfigureAwait(false);
        using var body = await response.Content.ReadAsStreamAsync(limit.Token).ConfigureAwait(false);
        return await JsonSerializer.DeserializeAsync(body, type, limit.Token).ConfigureAwait(false)
            ?? throw new DcpApiException(response.StatusCode, $"DCP answered '{method} {path}' with nothing.");
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, HttpCompletionOption completion, CancellationToken cancellationToken)
    {
        using (request)
        {
            var response = await _http.SendAsync(request, completion, cancellationToken).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            {
                var text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
                throw new DcpApiException(response.StatusCode, $"DCP refused '{request.Method} {request.RequestUri?.AbsolutePath}' ({(int)response.StatusCode}): {ReasonIn(text)}");
            }
        }
    }

    private static string ReasonIn(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, DcpJson.Default.DcpFailure)?.Message ?? body;
        }
        catch (JsonException)
        {
            return body;
        }
    }

    private static ByteArrayContent Content<T>(T value, JsonTypeInfo<T> type, string mediaType) =>
        new(JsonSerializer.SerializeToUtf8Bytes(value, type)) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } };

    private static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)DcpJson.Default.GetTypeInfo(typeof(T))!;

    private static string PathOf<T>() where T : DcpObject, IDcpObject<T> => $"/apis/{DcpObject.Group}/{DcpObject.Version}/{T.Plural}";

    private static string PathOf<T>(string name) where T : DcpObject, IDcpObject<T> => $"{PathOf<T>()}/{Uri.EscapeDataString(name)}";

    public void Dispose() => _http.Dispose();
}
