"""What the libraries' tables hold, in the same words as our own."""

from people.records import Keep, Records

LIBRARIES: dict[str, Records] = {
    "account.EmailAddress": Records(
        keep=Keep.EMPLOYMENT, personal="user email", internal="id verified primary"
    ),
    "account.EmailConfirmation": Records(
        keep=Keep.EMPLOYMENT, internal="id email_address created sent key"
    ),
    "auth.Group": Records(keep=Keep.INSTALLATION, internal="id name permissions"),
    "auth.Permission": Records(keep=Keep.INSTALLATION, internal="id name content_type codename"),
    "contenttypes.ContentType": Records(keep=Keep.INSTALLATION, internal="id app_label model"),
    "socialaccount.SocialAccount": Records(
        keep=Keep.EMPLOYMENT,
        personal="user uid extra_data last_login date_joined",
        internal="id provider",
    ),
    "socialaccount.SocialApp": Records(
        keep=Keep.INSTALLATION,
        internal="id provider provider_id name client_id secret key settings",
    ),
    "socialaccount.SocialToken": Records(
        keep=Keep.SESSION,
        since="expires_at",
        personal="account token token_secret",
        internal="id app expires_at",
    ),
    "taggit.Tag": Records(keep=Keep.PUBLISHED, internal="id name slug"),
    "taggit.TaggedItem": Records(keep=Keep.PUBLISHED, internal="id tag content_type object_id"),
    "wagtailadmin.Admin": Records(keep=Keep.EMPLOYMENT, internal="id"),
    "wagtailadmin.EditingSession": Records(
        keep=Keep.EMPLOYMENT,
        personal="user",
        internal="id content_type object_id last_seen_at is_editing",
    ),
    "wagtailadmin.FormState": Records(
        keep=Keep.EMPLOYMENT,
        personal="user",
        internal="id data content_type object_id parent_object_id last_updated_at",
    ),
    "wagtailcore.Collection": Records(keep=Keep.PUBLISHED, internal="id path depth numchild name"),
    "wagtailcore.CollectionViewRestriction": Records(
        keep=Keep.PUBLISHED, internal="id restriction_type password collection groups"
    ),
    "wagtailcore.Comment": Records(
        keep=Keep.PUBLISHED,
        personal="user text resolved_by",
        internal=(
            "id page contentpath position created_at updated_at revision_created resolved_at"
        ),
    ),
    "wagtailcore.CommentReply": Records(
        keep=Keep.PUBLISHED, personal="user text", internal="id comment created_at updated_at"
    ),
    "wagtailcore.GroupApprovalTask": Records(keep=Keep.PUBLISHED, internal="task_ptr groups"),
    "wagtailcore.GroupCollectionPermission": Records(
        keep=Keep.PUBLISHED, internal="id group collection permission"
    ),
    "wagtailcore.GroupPagePermission": Records(
        keep=Keep.PUBLISHED, internal="id group page permission"
    ),
    "wagtailcore.GroupSitePermission": Records(
        keep=Keep.PUBLISHED, internal="id group site permission"
    ),
    "wagtailcore.Locale": Records(keep=Keep.PUBLISHED, internal="id language_code"),
    "wagtailcore.ModelLogEntry": Records(
        keep=Keep.LOG,
        since="timestamp",
        personal="data user",
        internal=(
            "id content_type label action timestamp uuid revision content_changed deleted object_id"
        ),
    ),
    "wagtailcore.Page": Records(
        keep=Keep.PUBLISHED,
        public=(
            "first_published_at last_published_at title draft_title slug url_path "
            "seo_title search_description"
        ),
        personal="locked_by owner",
        internal=(
            "id path depth numchild translation_key locale latest_revision live "
            "has_unpublished_changes live_revision go_live_at expire_at expired "
            "locked locked_at content_type show_in_menus latest_revision_created_at "
            "alias_of"
        ),
    ),
    "wagtailcore.PageLogEntry": Records(
        keep=Keep.LOG,
        since="timestamp",
        personal="data user",
        internal=(
            "id content_type label action timestamp uuid revision content_changed deleted page"
        ),
    ),
    "wagtailcore.PageSubscription": Records(
        keep=Keep.PUBLISHED, personal="user", internal="id page comment_notifications"
    ),
    "wagtailcore.PageViewRestriction": Records(
        keep=Keep.PUBLISHED, internal="id restriction_type password page groups"
    ),
    "wagtailcore.ReferenceIndex": Records(
        keep=Keep.PUBLISHED,
        internal=(
            "id content_type base_content_type object_id to_content_type "
            "to_object_id model_path content_path content_path_hash"
        ),
    ),
    "wagtailcore.Revision": Records(
        keep=Keep.PUBLISHED,
        personal="user object_str content",
        internal=("id content_type base_content_type object_id created_at approved_go_live_at"),
    ),
    "wagtailcore.Site": Records(
        keep=Keep.PUBLISHED, internal="id hostname port site_name root_page is_default_site"
    ),
    "wagtailcore.Task": Records(keep=Keep.PUBLISHED, internal="id name content_type active"),
    "wagtailcore.TaskState": Records(
        keep=Keep.PUBLISHED,
        personal="finished_by comment",
        internal=("id workflow_state revision task status started_at finished_at content_type"),
    ),
    "wagtailcore.UploadedFile": Records(
        keep=Keep.PUBLISHED, personal="uploaded_by_user", internal="id for_content_type file"
    ),
    "wagtailcore.Workflow": Records(keep=Keep.PUBLISHED, internal="id name active"),
    "wagtailcore.WorkflowContentType": Records(
        keep=Keep.PUBLISHED, internal="content_type workflow"
    ),
    "wagtailcore.WorkflowPage": Records(keep=Keep.PUBLISHED, internal="page workflow"),
    "wagtailcore.WorkflowState": Records(
        keep=Keep.PUBLISHED,
        personal="requested_by",
        internal=(
            "id content_type base_content_type object_id workflow status created_at "
            "current_task_state"
        ),
    ),
    "wagtailcore.WorkflowTask": Records(
        keep=Keep.PUBLISHED, internal="id sort_order workflow task"
    ),
    "wagtaildocs.Document": Records(
        keep=Keep.PUBLISHED,
        personal="title file uploaded_by_user",
        internal="id collection created_at file_size file_hash tags",
    ),
    "wagtailembeds.Embed": Records(
        keep=Keep.PUBLISHED,
        internal=(
            "id url max_width hash type html title author_name provider_name "
            "thumbnail_url width height last_updated cache_until"
        ),
    ),
    "wagtailimages.Image": Records(
        keep=Keep.PUBLISHED,
        personal="title file uploaded_by_user",
        internal=(
            "id collection description width height created_at focal_point_x "
            "focal_point_y focal_point_width focal_point_height file_size file_hash "
            "tags"
        ),
    ),
    "wagtailimages.Rendition": Records(
        keep=Keep.PUBLISHED, internal="id filter_spec file width height focal_point_key image"
    ),
    "wagtailsearch.IndexEntry": Records(
        keep=Keep.PUBLISHED,
        internal="id content_type object_id title_norm autocomplete title body title_text "
        "body_text",
    ),
    "wagtailsearch.SQLiteFTSIndexEntry": Records(
        keep=Keep.PUBLISHED, internal="autocomplete title body index_entry"
    ),
    "wagtailusers.UserProfile": Records(
        keep=Keep.EMPLOYMENT,
        personal="user avatar",
        internal=(
            "id submitted_notifications approved_notifications "
            "rejected_notifications updated_comments_notifications "
            "preferred_language current_time_zone dismissibles theme contrast "
            "density keyboard_shortcuts"
        ),
    ),
}
