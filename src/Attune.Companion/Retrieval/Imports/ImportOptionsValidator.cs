using Microsoft.Extensions.Options;

namespace Attune.Companion.Retrieval.Imports;

[OptionsValidator]
internal sealed partial class ImportOptionsValidator : IValidateOptions<ImportOptions>;
