namespace AiStack.Kubernetes.Output;

/// <summary>Puts new content in the place of former content.</summary>
internal interface IDirectoryExchange
{
    /// <summary>Exchanges the output directory, which exists, with the new content: the former content is then where the new one was written. Called again it takes that back.</summary>
    /// <returns>Whether it is done; otherwise the system, or the file system, cannot do it this way, and nothing has changed.</returns>
    /// <exception cref="IOException">It failed, and nothing has changed.</exception>
    /// <exception cref="UnauthorizedAccessException">It is not permitted, and nothing has changed.</exception>
    bool TryExchange(OutputPlace place);
}
