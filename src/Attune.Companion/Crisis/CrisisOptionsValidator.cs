using Microsoft.Extensions.Options;

namespace Attune.Companion.Crisis;

[OptionsValidator]
internal sealed partial class CrisisOptionsValidator : IValidateOptions<CrisisOptions>;
