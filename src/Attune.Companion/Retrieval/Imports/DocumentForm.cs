using Attune.Foundation.Failures;
using Attune.Foundation.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Attune.Companion.Retrieval.Imports;

/// <summary>
/// Reads a form part by part: one file in the field <c>file</c>, and the fields <c>name</c> and <c>clientId</c>. Only the file
/// is kept in memory.
/// </summary>
/// <param name="boundary">What stands between two parts.</param>
/// <param name="body">The form.</param>
/// <param name="maxFileBytes">The largest file.</param>
internal sealed class DocumentForm(string boundary, Stream body, long maxFileBytes)
{
    private const int MaxParts = 20;

    private ImportedFile? _file;
    private string? _name;
    private string? _clientId;

    /// <returns>The file, and what its document is to be called.</returns>
    public async ValueTask<Outcome<(ImportedFile File, string? Name, string? ClientId)>> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            var reader = new MultipartReader(boundary, body);
            for (var part = 0; await reader.ReadNextSectionAsync(cancellation) is { } section; part++)
            {
                if (part >= MaxParts)
                    return ImportFailures.InvalidForm($"It has more than {MaxParts} parts.");
                if (FormPart.Of(section) is not { } known)
                    return ImportFailures.InvalidForm("A part has no readable Content-Disposition.");
                if (await ReadPartAsync(known, cancellation) is { } failure)
                    return failure;
            }
        }
        catch (Exception error) when (FormPart.IsBroken(error, cancellation))
        {
            return ImportFailures.InvalidForm(error.Message);
        }

        return _file is null ? ImportFailures.InvalidForm("The field 'file' is missing.") : (_file, _name, _clientId);
    }

    private async ValueTask<Failure?> ReadPartAsync(FormPart part, CancellationToken cancellation)
    {
        switch (part.Field)
        {
            case "file" when _file is not null:
                return ImportFailures.OneFileAtATime;
            case "file" when part.IsFile:
                if (await part.ReadBytesAsync(maxFileBytes, cancellation) is not { } bytes)
                    return ImportFailures.FileTooLarge(part.FileName, maxFileBytes);
                _file = new ImportedFile(part.FileName, bytes);
                return null;
            case "file":
                return ImportFailures.InvalidForm("The field 'file' has no file name.");
            case "name":
                _name = await part.ReadTextAsync(cancellation);
                return _name is null ? HttpFailures.InvalidField(part.Field, "is too long") : null;
            case "clientId":
                _clientId = await part.ReadTextAsync(cancellation);
                return _clientId is null ? HttpFailures.InvalidField(part.Field, "is too long") : null;
            default:
                // Fields that nobody asked for are passed over, as unknown properties of JSON are.
                return null;
        }
    }
}
