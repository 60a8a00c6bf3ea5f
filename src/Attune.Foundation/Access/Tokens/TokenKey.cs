using System.Security.Cryptography;
using System.Text;
using Attune.Foundation.Hosting;
using Microsoft.Extensions.Options;

namespace Attune.Foundation.Access.Tokens;

/// <summary>
/// The secret that tokens are signed with: the setting, or 32 random bytes that are made once and kept in the data folder,
/// readable by its owner alone. The server and <c>attune token</c> may both be the first to need it.
/// </summary>
internal sealed class TokenKey(IOptions<AccessOptions> options, DataFolder folder)
{
    private const int KeyBytes = 32;

    private readonly Lazy<byte[]> _bytes = new(() => options.Value.Key.Length > 0
        ? Encoding.UTF8.GetBytes(options.Value.Key)
        : Load(folder));

    /// <exception cref="IOException">The key can be neither read nor made.</exception>
    public ReadOnlySpan<byte> Bytes => _bytes.Value;

    private static byte[] Load(DataFolder folder)
    {
        var path = folder.At("keys", "access.key");
        if (!File.Exists(path))
            Make(path);
        return File.ReadAllBytes(path) is { Length: KeyBytes } key
            ? key
            : throw new InvalidDataException($"'{path}' is not a key of {KeyBytes} bytes. Delete it to have one made; "
                + "every token that was signed with it is refused then.");
    }

    /// <summary>Written whole under another name first: whoever finds the file finds the whole key.</summary>
    private static void Make(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }
        else
        {
            Directory.CreateDirectory(
                Path.GetDirectoryName(path)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var draft = $"{path}.{Environment.ProcessId}";
        using (var file = new FileStream(draft, options))
            file.Write(RandomNumberGenerator.GetBytes(KeyBytes));
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was faster: its key counts.
            File.Delete(draft);
        }
    }
}
