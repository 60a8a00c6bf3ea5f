using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Attune.Companion.Retrieval.Imports;

/// <summary>One part of a form: a field, or a file.</summary>
/// <param name="section">The part as it comes in.</param>
/// <param name="disposition">What it says of itself.</param>
internal sealed class FormPart(MultipartSection section, ContentDispositionHeaderValue disposition)
{
    private const int LongestField = 4_096;
    private const int BufferBytes = 65_536;

    /// <summary>The field's name.</summary>
    public string Field { get; } = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();

    /// <summary>True when it brings a file's name along.</summary>
    public bool IsFile => disposition.IsFileDisposition();

    /// <summary>The file's name without folders, which some clients send along.</summary>
    public string FileName
    {
        get
        {
            var given = disposition.FileNameStar.HasValue
                ? disposition.FileNameStar.ToString()
                : HeaderUtilities.UnescapeAsQuotedString(disposition.FileName).ToString();
            return given[(given.AsSpan().LastIndexOfAny('/', '\\') + 1)..];
        }
    }

    /// <returns>Null when the part does not say what it is.</returns>
    public static FormPart? Of(MultipartSection section) =>
        ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
            ? new FormPart(section, disposition)
            : null;

    /// <summary>True for what a broken form or a client that left makes a reader throw.</summary>
    public static bool IsBroken(Exception error, CancellationToken cancellation) =>
        error is InvalidDataException
        || (error is IOException and not BadHttpRequestException && !cancellation.IsCancellationRequested);

    /// <summary>Reads a file.</summary>
    /// <param name="most">Its largest size in bytes.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>Null when it is larger; the rest of it is passed over by whoever reads the next part.</returns>
    public async ValueTask<byte[]?> ReadBytesAsync(long most, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[BufferBytes];
        int read;
        while ((read = await section.Body.ReadAsync(buffer, cancellation)) > 0)
        {
            if (bytes.Length + read > most)
                return null;
            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    /// <summary>Reads a field.</summary>
    /// <returns>Null when it is longer than any such field may be.</returns>
    public async ValueTask<string?> ReadTextAsync(CancellationToken cancellation)
    {
        var bytes = new byte[LongestField + 1];
        var read = await section.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        return read <= LongestField ? Encoding.UTF8.GetString(bytes, 0, read) : null;
    }
}
