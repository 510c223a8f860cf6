using System.Net;

namespace AiStack.Gateway.Requests;

/// <summary>A backend's content, read through a stream that looks at it.</summary>
/// <param name="content">The content.</param>
/// <param name="observe">Makes that stream of the content's own.</param>
internal sealed class PassingContent<TStream>(HttpContent content, Func<Stream, TStream> observe) : HttpContent
    where TStream : PassingStream
{
    /// <summary>The stream; <see langword="null"/>: nobody has begun to read.</summary>
    public TStream? Stream { get; private set; }

    /// <inheritdoc/>
    protected override async Task<Stream> CreateContentReadStreamAsync() => await CreateContentReadStreamAsync(CancellationToken.None);

    /// <inheritdoc/>
    protected override async Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken) =>
        Stream = observe(await content.ReadAsStreamAsync(cancellationToken));

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
