using System.Net;

namespace AiStack.Gateway.Router;

/// <summary>A backend's content, read through an <see cref="ObservedStream"/>.</summary>
internal sealed class ObservedContent(HttpContent content, Action answerBegan, CancellationToken clientGone) : HttpContent
{
    private ObservedStream? _stream;

    /// <summary>Whether it ended because the backend kept silent for too long.</summary>
    public bool TimedOut => _stream is { TimedOut: true };

    /// <summary>The tokens the answer says it has, once it has been read to its end.</summary>
    public TokenUsage? TakeUsage() => _stream?.TakeUsage();

    /// <inheritdoc/>
    protected override async Task<Stream> CreateContentReadStreamAsync() => await CreateContentReadStreamAsync(CancellationToken.None);

    /// <inheritdoc/>
    protected override async Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken) =>
        _stream = new ObservedStream(await content.ReadAsStreamAsync(cancellationToken), answerBegan, clientGone);

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => content.CopyToAsync(stream, context);

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = content.Headers.ContentLength ?? 0;
        return content.Headers.ContentLength is not null;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
        }

        base.Dispose(disposing);
    }
}
