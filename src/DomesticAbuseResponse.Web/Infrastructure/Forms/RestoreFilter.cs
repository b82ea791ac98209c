using System.Globalization;
using DomesticAbuseResponse.Web.Account;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.Extensions.Primitives;

namespace DomesticAbuseResponse.Web.Infrastructure.Forms;

/// <summary>A form that was taken along by a lock and now fills its page again, and the version of the record it was made from.</summary>
/// <param name="Path">Where it goes: only the form of the page that goes there is the one that is back.</param>
public sealed record RestoredForm(Guid Id, string Path, string? Version)
{
    public bool Is(string action) => string.Equals(Path, action, StringComparison.OrdinalIgnoreCase);
}

public static class RestoredForms
{
    private static readonly object _restored = new();

    extension(HttpContext context)
    {
        public RestoredForm? Restored
        {
            get => context.Items.TryGetValue(_restored, out var found) ? (RestoredForm?)found : null;
            set => context.Items[_restored] = value;
        }
    }
}

/// <summary>
/// Fills a page with the form that stood open in it when its author locked the screen, as typed and unjudged: that is for the moment it is
/// sent. Nobody else's form is there.
/// </summary>
public sealed class RestoreFilter(KeptForms forms, IModelMetadataProvider metadata, IModelBinderFactory binders, ParameterBinder binder) : IAsyncPageFilter
{
    // No row ever has it.
    private const string _noVersion = "0";

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var executed = await next();
        var http = context.HttpContext;
        if (!HttpMethods.IsGet(http.Request.Method) || executed.Exception is not null || executed.Result is not (null or PageResult)
            || http.CurrentSession is not { State: SessionState.Live, Staff: { } staff } || !Guid.TryParse(http.Request.Query[KeptForms.KeptQuery], out var id)
            || await forms.FindAsync(staff.Id, id, http.RequestAborted) is not { Page: { } at } kept || !IsAt(at, http.Request))
        {
            return;
        }

        var fields = kept.Fields.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(f => f.Key, f => new StringValues([.. f.Select(v => v.Value)]), StringComparer.OrdinalIgnoreCase);
        var version = AddUnchosen(fields) ? _noVersion : fields.GetValueOrDefault(FormFields.Version).FirstOrDefault();
        http.Restored = new RestoredForm(kept.Id, kept.Path, version);
        await FillAsync((PageModel)context.HandlerInstance, new FormCollection(fields));
    }

    private static bool IsAt(string page, HttpRequest request) =>
        string.Equals(page.Split('?')[0], request.PathBase + request.Path, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Of a conflict page locked before everything was chosen: what was typed into the fields nobody had chosen for yet. True when there are
    /// such fields: the choice is still owed, and saving the form asks for it again.
    /// </summary>
    private static bool AddUnchosen(Dictionary<string, StringValues> fields)
    {
        var unchosen = fields.GetValueOrDefault(Conflict.Field).OfType<string>().Where(field => !fields.ContainsKey(field)).ToList();
        unchosen.ForEach(field => fields[field] = fields.GetValueOrDefault(Conflict.MineOf(field)));
        return unchosen.Count > 0;
    }

    private async Task FillAsync(PageModel page, FormCollection fields)
    {
        var values = new FormValueProvider(BindingSource.Form, fields, CultureInfo.InvariantCulture);
        var posted = page.PageContext.ActionDescriptor.BoundProperties.OfType<PageBoundPropertyDescriptor>().Where(p => p.Property.GetCustomAttributes(typeof(BindPropertyAttribute), true) is [BindPropertyAttribute { SupportsGet: false }]);
        foreach (var property in posted)
        {
            var about = metadata.GetMetadataForProperty(property.Property.DeclaringType!, property.Property.Name);
            var whenPosted = new PageBoundPropertyDescriptor
            {
                Name = property.Name,
                ParameterType = property.ParameterType,
                Property = property.Property,
                BindingInfo = new BindingInfo(property.BindingInfo ?? new BindingInfo()) { RequestPredicate = null },
            };
            var bound = await binder.BindModelAsync(
                page.PageContext, binders.CreateBinder(new ModelBinderFactoryContext { BindingInfo = whenPosted.BindingInfo, Metadata = about, CacheToken = whenPosted }),
                values, whenPosted, about, value: null, container: page);
            if (bound.IsModelSet)
            {
                property.Property.SetValue(page, bound.Model);
            }
        }

        page.Unjudge();
    }
}
