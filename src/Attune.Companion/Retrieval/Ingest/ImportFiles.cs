using Attune.Companion.Retrieval.Imports;
using Attune.Contracts.Knowledge;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Retrieval.Ingest;

/// <summary>
/// Takes many files in one form, in batches while they still come in. A file that cannot be taken does not keep out the others;
/// those that were stored before a connection broke stay. With a client id, sending the same form again stores nothing twice.
/// </summary>
internal sealed class ImportFiles(
    PrepareFiles prepare, StoreDocuments store, ImportRuns runs, IOptions<ImportOptions> options)
{
    /// <summary>Reads the form and stores what it holds.</summary>
    /// <exception cref="BadHttpRequestException">The body is larger than the route reads.</exception>
    public async ValueTask<Outcome<ImportView>> RunAsync(Caller caller, HttpRequest request, CancellationToken cancellation)
    {
        if (DocumentUpload.BoundaryOf(request) is not { } boundary)
            return ImportFailures.InvalidForm("The content type is not multipart/form-data.");
        if (boundary.Failure is { } unusable)
            return unusable;
        var reader = new MultipartReader(boundary.Value, request.Body);
        var import = new ImportForm(caller, reader, options.Value, prepare, store, runs);
        try
        {
            return await import.RunAsync(cancellation);
        }
        catch (Exception error) when (FormPart.IsBroken(error, cancellation))
        {
            return ImportFailures.InvalidForm(error.Message);
        }
        finally
        {
            import.EndUnfinished();
        }
    }
}
