using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace DomesticAbuseResponse.Web.Infrastructure.Binding;

/// <summary>Dates and times are typed the British way; every such field on every page is read by these binders.</summary>
public sealed class UkBinderProvider : IModelBinderProvider
{
    private static readonly UkDateBinder _date = new();
    private static readonly UkDateTimeBinder _dateTime = new();

    public IModelBinder? GetBinder(ModelBinderProviderContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var type = context.Metadata.UnderlyingOrModelType;
        return type == typeof(DateOnly) ? _date : type == typeof(DateTimeOffset) ? _dateTime : null;
    }
}
