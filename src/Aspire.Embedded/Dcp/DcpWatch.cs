using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Aspire.Hosting.Dcp.Objects;

namespace Aspire.Hosting.Dcp;

/// <summary>Something happened to an object.</summary>
/// <param name="Name">The object's name.</param>
/// <param name="Object">The object as it is now, or <see langword="null"/> when it was deleted.</param>
internal sealed record DcpChange<T>(string Name, T? Object) where T : DcpObject;

/// <summary>Follows all objects of one kind for as long as DCP lives. A watch may end at any time, so it is opened again and again.</summary>
internal static class DcpWatch
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    internal static async IAsyncEnumerable<DcpChange<T>> FollowAsync<T>(DcpClient client, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : DcpObject, IDcpObject<T>
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            // What was deleted while no watch was open is in no watch.
            var vanished = known.Count == 0 ? [] : await VanishedAsync<T>(client, known, cancellationToken).ConfigureAwait(false);
            foreach (var name in vanished)
            {
                known.Remove(name);
                yield return new DcpChange<T>(name, null);
            }

            if (await TryOpenAsync<T>(client, cancellationToken).ConfigureAwait(false) is { } stream)
            {
                using (stream)
                {
                    await foreach (var line in stream.ReadAsync(cancellationToken).ConfigureAwait(false))
                    {
                        if (ChangeIn<T>(line) is not { } change)
                        {
                            continue;
                        }

                        _ = change.Object is null ? known.Remove(change.Name) : known.Add(change.Name);
                        yield return change;
                    }
                }
            }

            await Task.Delay(s_pause, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<DcpLineStream?> TryOpenAsync<T>(DcpClient client, CancellationToken cancellationToken) where T : DcpObject, IDcpObject<T>
    {
        try
        {
            return await client.OpenWatchAsync<T>(cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException)
        {
            // Nobody listens: DCP is ending or has died, which is DcpHost's to notice and to say.
            return null;
        }
    }

    private static async Task<IReadOnlyList<string>> VanishedAsync<T>(DcpClient client, HashSet<string> known, CancellationToken cancellationToken)
        where T : DcpObject, IDcpObject<T>
    {
        try
        {
            var list = await client.ListAsync<T>(cancellationToken).ConfigureAwait(false);
            return [.. known.Except(list.Items.Select(item => item.Metadata.Name))];
        }
        catch (HttpRequestException)
        {
            return [];
        }
    }

    private static DcpChange<T>? ChangeIn<T>(string line) where T : DcpObject, IDcpObject<T>
    {
        var found = JsonSerializer.Deserialize(line, DcpJson.Default.DcpWatchEvent);
        if (found is null || found.Type is not ("ADDED" or "MODIFIED" or "DELETED"))
        {
            // An ERROR line says that this watch has ended; the loop opens the next one.
            return null;
        }

        var item = found.Object.Deserialize((JsonTypeInfo<T>)DcpJson.Default.GetTypeInfo(typeof(T))!);
        return item is null ? null : new DcpChange<T>(item.Metadata.Name, found.Type == "DELETED" ? null : item);
    }
}
