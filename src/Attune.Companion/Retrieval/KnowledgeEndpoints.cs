using Attune.Companion.Retrieval.Folder;
using Attune.Companion.Retrieval.Imports;
using Attune.Companion.Retrieval.Ingest;
using Attune.Companion.Storage;
using Attune.Contracts;
using Attune.Contracts.Knowledge;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Attune.Foundation.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Retrieval;

/// <summary>The routes of the documents.</summary>
internal static class KnowledgeEndpoints
{
    private const string Documents = "/v1/knowledge/documents";

    private const int RoomForFields = 65_536;

    public static void MapKnowledge(this IEndpointRouteBuilder routes)
    {
        var imports = routes.ServiceProvider.GetRequiredService<IOptions<ImportOptions>>();
        var uploads = routes.ServiceProvider.GetRequiredService<DocumentUpload>();
        routes.PostEmpty(Documents, AttuneJson.Wire.DocumentView, StatusCodes.Status201Created, AddAsync)
            .WithMetadata(new RequestBody(typeof(DocumentRequest)))
            .WithMetadata(new BodySizeLimit(() => uploads.MaxBodyBytes))
            .Requires("knowledge.write");
        routes.GetJson(Documents, AttuneJson.Wire.ItemListDocumentView,
                static async call => PageRequest.From(call) is { Failure: null } page
                    ? await call.Get<ListDocuments>().RunAsync(call.Caller, page.Value, call.Aborted)
                    : PageRequest.From(call).Failure!)
            .Requires("knowledge.read");
        routes.GetJson("/v1/knowledge/search", AttuneJson.Wire.ItemListFoundPassage,
                static call => call.Get<SearchDocuments>().RunAsync(
                    call.Caller, call.Query("q"), call.Query("limit"), call.Aborted))
            .Requires("knowledge.read");
        routes.GetJson($"{Documents}/{{id}}", AttuneJson.Wire.DocumentView,
                static call => call.Get<ReadDocument>().RunAsync(call.Caller, call.Route("id")))
            .Requires("knowledge.read");
        routes.DeleteNoContent($"{Documents}/{{id}}",
                static call => call.Get<DeleteDocument>().RunAsync(call.Caller, call.Route("id"), call.Aborted))
            .Requires("knowledge.write");
        routes.PostEmpty("/v1/knowledge/imports", AttuneJson.Wire.ImportView, StatusCodes.Status200OK,
                static call => call.Get<ImportFiles>().RunAsync(call.Caller, call.Http.Request, call.Aborted))
            .WithMetadata(new BodySizeLimit(() => imports.Value.MaxCallBytes + RoomForFields))
            .Requires("knowledge.write");
        routes.GetJson("/v1/knowledge/imports", AttuneJson.Wire.ItemListImportView,
                static call => ValueTask.FromResult<Outcome<ItemList<ImportView>>>(new ItemList<ImportView>(
                    [.. call.Get<ImportRuns>().Of(call.Caller.Organisation).Select(run => run.ToView())], null)))
            .Requires("knowledge.read");
        routes.GetJson("/v1/knowledge/folder", AttuneJson.Wire.FolderView,
                static call => call.Get<ReadFolder>().RunAsync(call.Caller))
            .Requires("knowledge.read");
    }

    /// <summary>A document comes as JSON or as a file in a form.</summary>
    private static async ValueTask<Outcome<DocumentView>> AddAsync(EndpointCall call)
    {
        var request = await call.Get<DocumentUpload>().ReadAsync(call.Http.Request, call.Aborted);
        return request.Failure is { } failure
            ? failure
            : await call.Get<AddDocument>().RunAsync(call.Caller, request.Value, call.Aborted);
    }
}
