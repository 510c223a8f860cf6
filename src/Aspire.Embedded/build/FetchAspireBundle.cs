using System;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using Microsoft.Build.Framework;

/// <summary>
/// Fetches one Aspire CLI package with the user's own npm, checks it against the pinned integrity, lets the CLI unpack its bundle, and puts the result in place
/// with one rename. Compiled by MSBuild when a build needs it (AspireBundle.targets), against netstandard2.0; not part of Aspire.Embedded.
/// </summary>
public sealed class FetchAspireBundle : Microsoft.Build.Utilities.Task, ICancelableTask
{
    private static readonly TimeSpan s_downloadLimit = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan s_unpackLimit = TimeSpan.FromMinutes(5);
    private static readonly bool s_windows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);
    private readonly CancellationTokenSource _cancelled = new CancellationTokenSource();

    /// <summary>Name of the npm package.</summary>
    [Required]
    public string Package { get; set; }

    /// <summary>Its exact version.</summary>
    [Required]
    public string Version { get; set; }

    /// <summary>What npm calls its integrity: <c>sha512-</c> and the hash of the package file in base64.</summary>
    [Required]
    public string Integrity { get; set; }

    /// <summary>Directory to create: <c>bin/aspire</c>, <c>bundle/dcp</c>, <c>bundle/managed</c>.</summary>
    [Required]
    public string Destination { get; set; }

    /// <summary>Why it could not be done, one line; empty when the bundle is there.</summary>
    [Output]
    public string Problem { get; set; } = "";

    /// <summary>Ends a running download: Ctrl-C in a build.</summary>
    public void Cancel() => _cancelled.Cancel();

    /// <summary>Fetches. An absent network or npm is a <see cref="Problem"/>, never a failed build.</summary>
    public override bool Execute()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(Destination)));
            using (Lock())
            {
                // Another build may have finished it while this one waited.
                if (!IsComplete())
                {
                    Fetch();
                }
            }
        }
        catch (Exception e) when (e is FetchException || e is IOException || e is UnauthorizedAccessException || e is InvalidDataException)
        {
            Problem = string.Join(" ", e.Message.Split(new[] { '\r', '\n' }, StringSplitOptions.RemoveEmptyEntries));
        }

        return true;
    }

    private static string Exe(string path) => s_windows ? path + ".exe" : path;

    private bool IsComplete() =>
        File.Exists(Exe(Path.Combine(Destination, "bundle", "dcp", "dcp"))) && File.Exists(Exe(Path.Combine(Destination, "bundle", "managed", "aspire-managed")));

    // The operating system drops this lock when its holder dies, so a killed build never blocks the next one.
    private FileStream Lock()
    {
        bool said = false;
        for (Stopwatch waited = Stopwatch.StartNew(); ; Thread.Sleep(200))
        {
            try
            {
                return new FileStream(Destination + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waited.Elapsed < s_downloadLimit && !_cancelled.IsCancellationRequested)
            {
                if (!said)
                {
                    Log.LogMessage(MessageImportance.High, "Waiting for another build that is fetching {0} {1}.", Package, Version);
                    said = true;
                }
            }
        }
    }

    private void Fetch()
    {
        // A name of its own: npm may outlive a killed build and still write to that one's workspace, which is cleared away here.
        string parent = Path.GetDirectoryName(Path.GetFullPath(Destination));
        foreach (string left in Directory.GetDirectories(parent, Path.GetFileName(Destination) + ".partial-*"))
        {
            Remove(left);
        }

        string workspace = Destination + ".partial-" + Guid.NewGuid().ToString("N").Substring(0, 8);
        Directory.CreateDirectory(workspace);
        try
        {
            // A warning, because `dotnet run` shows nothing less while it builds, and a first build that says nothing for a minute looks hung.
            Log.LogWarning(null, "AISTACK002", null, null, 0, 0, 0, 0, "Fetching DCP and the Aspire Dashboard {0} with npm (about 125 MB, once per user) to {1} ...", Version, Destination);
            string install = Path.Combine(workspace, "install");
            Directory.CreateDirectory(Path.Combine(install, "bin"));
            string cli = Exe(Path.Combine(install, "bin", "aspire"));
            Unpack(Download(workspace), "package/bin/" + Path.GetFileName(cli), cli);
            SetUp(cli, install, Path.Combine(workspace, "home"));
            Straighten(install);
            Remove(Destination);
            Directory.Move(install, Destination);
            if (!IsComplete())
            {
                throw new FetchException(Package + " " + Version + " unpacked without dcp or aspire-managed");
            }
        }
        finally
        {
            Remove(workspace);
        }
    }

    private string Download(string workspace)
    {
        // Few retries: without a network the answer should come in seconds. Everything else is the user's npm configuration.
        Run("npm", "pack " + Package + "@" + Version + " --ignore-scripts --loglevel=error --fetch-retries=1 --fetch-retry-mintimeout=1000 --pack-destination \"" + workspace + "\"", s_downloadLimit, null);
        string archive = Directory.GetFiles(workspace, "*.tgz").SingleOrDefault() ?? throw new FetchException("npm pack left no package file");
        using (FileStream stream = File.OpenRead(archive))
        using (SHA512 sha = SHA512.Create())
        {
            string actual = "sha512-" + Convert.ToBase64String(sha.ComputeHash(stream));
            if (actual != Integrity)
            {
                throw new FetchException("the integrity of " + Package + "@" + Version + " is " + actual + " and not the pinned " + Integrity);
            }
        }

        return archive;
    }

    // The package is a plain tar with a handful of entries; one of them is wanted.
    private static void Unpack(string archive, string entry, string target)
    {
        using (FileStream file = File.OpenRead(archive))
        using (GZipStream tar = new GZipStream(file, CompressionMode.Decompress))
        {
            byte[] header = new byte[512];
            while (Fill(tar, header) && header[0] != 0)
            {
                string name = Text(header, 0, 100);
                long size = Convert.ToInt64(Text(header, 124, 12).Trim(), 8);
                using (Stream output = name == entry ? File.Create(target) : Stream.Null)
                {
                    Copy(tar, output, size, (512 - (size % 512)) % 512);
                }

                if (name == entry)
                {
                    return;
                }
            }
        }

        throw new InvalidDataException(Path.GetFileName(archive) + " has no " + entry);
    }

    private static string Text(byte[] header, int offset, int length) => Encoding.ASCII.GetString(header, offset, length).Split('\0')[0];

    private static bool Fill(Stream source, byte[] buffer)
    {
        int filled = 0;
        for (int read; filled < buffer.Length && (read = source.Read(buffer, filled, buffer.Length - filled)) > 0; filled += read)
        {
        }

        return filled == buffer.Length;
    }

    private static void Copy(Stream source, Stream target, long size, long padding)
    {
        byte[] buffer = new byte[128 * 1024];
        for (long left = size + padding; left > 0;)
        {
            int read = source.Read(buffer, 0, (int)Math.Min(buffer.Length, left));
            if (read == 0)
            {
                throw new InvalidDataException("the package file ends too early");
            }

            long content = Math.Min(read, left - padding);
            target.Write(buffer, 0, (int)Math.Max(0, content));
            left -= read;
        }
    }

    // Beside its own bin/ the CLI unpacks to versions/<id>/ and links bundle to it. What it writes for itself goes to a home of its own and is thrown away.
    private void SetUp(string cli, string install, string home)
    {
        if (!s_windows && chmod(cli, 0x1ED /* 0755 */) != 0)
        {
            throw new FetchException("cannot make " + cli + " executable");
        }

        Directory.CreateDirectory(home);
        Run(cli, "setup --nologo --non-interactive", s_unpackLimit, start =>
        {
            foreach (string variable in new[] { "HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME" })
            {
                start.Environment[variable] = home;
            }

            start.Environment["ASPIRE_CLI_TELEMETRY_OPTOUT"] = "true";
            start.WorkingDirectory = install;
        });
    }

    // The link is absolute and would point into the workspace after the rename: bundle becomes the directory itself.
    private static void Straighten(string install)
    {
        string versions = Path.Combine(install, "versions");
        string bundle = Path.Combine(install, "bundle");
        string unpacked = Directory.Exists(versions) ? Directory.GetDirectories(versions).SingleOrDefault() : null;
        if (unpacked == null)
        {
            throw new FetchException("aspire setup unpacked nothing below " + versions);
        }

        if (Directory.Exists(bundle))
        {
            Directory.Delete(bundle);
        }

        Directory.Move(unpacked, bundle);
        Directory.Delete(versions);
    }

    private void Run(string program, string arguments, TimeSpan limit, Action<ProcessStartInfo> configure)
    {
        // npm is a .cmd file on Windows, which only its shell starts.
        ProcessStartInfo start = s_windows && program == "npm" ? new ProcessStartInfo("cmd.exe", "/d /c npm " + arguments) : new ProcessStartInfo(program, arguments);
        start.UseShellExecute = false;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        configure?.Invoke(start);
        string name = Path.GetFileName(program) + " " + arguments.Split(' ')[0];
        StringBuilder output = new StringBuilder();
        using (Process process = new Process { StartInfo = start })
        {
            process.OutputDataReceived += (_, line) => Keep(line.Data);
            process.ErrorDataReceived += (_, line) => Keep(line.Data);
            try
            {
                process.Start();
            }
            catch (System.ComponentModel.Win32Exception e)
            {
                throw new FetchException(program + " could not be started: " + e.Message);
            }

            process.StandardInput.Close();
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            for (Stopwatch running = Stopwatch.StartNew(); !process.WaitForExit(100);)
            {
                if (running.Elapsed > limit || _cancelled.IsCancellationRequested)
                {
                    process.Kill();
                    throw new FetchException(name + (_cancelled.IsCancellationRequested ? " was cancelled" : " took longer than " + limit.TotalMinutes + " minutes"));
                }
            }

            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                throw new FetchException(name + " failed with exit code " + process.ExitCode + ": " + output.ToString().Trim());
            }
        }

        void Keep(string line)
        {
            lock (output)
            {
                if (!string.IsNullOrWhiteSpace(line) && output.Length < 200)
                {
                    output.Append(line.Replace("npm error ", "").Trim()).Append(' ');
                }
            }
        }
    }

    private static void Remove(string directory)
    {
        if (Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int chmod(string path, uint mode);

    private sealed class FetchException : Exception
    {
        public FetchException(string message)
            : base(message)
        {
        }
    }
}
